/** metric_library: what a user's file defines, after it was loaded once. */
import { metricLibrary } from '../../contracts/metric_definition.ts';
import { parseArguments } from '../../io/arguments.ts';
import { readText, writeJson } from '../../io/files.ts';
import { runMain } from '../../io/main.ts';
import { loadLibrary } from '../library.ts';

export const main = await runMain(import.meta, async (argv) => {
  const { src, out } = parseArguments(argv, { src: 'one', out: 'one' });
  writeJson(out, metricLibrary, (await loadLibrary(readText(src), src)).file);
});
