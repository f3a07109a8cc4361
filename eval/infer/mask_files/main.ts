/** Reads mask files that are predictions into rows, for the kind of backend `mask_files`. */
import { readFileSync } from 'node:fs';
import { maskFileConfiguration } from '../../backends/mask_files.ts';
import { parseArguments } from '../../io/arguments.ts';
import { readJson } from '../../io/files.ts';
import { runMain } from '../../io/main.ts';
import { writeRows } from '../../io/ndjson.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, { config: 'one', mask: 'map', out: 'one' });
  const files = [...args.mask].map(([key, path]) => ({ key, bytes: () => readFileSync(path) }));
  writeRows(args.out, await run(files, readJson(args.config, maskFileConfiguration)));
});
