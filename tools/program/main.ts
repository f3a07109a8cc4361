/**
 * program: a main.js with all that it imports, as one file with its source map.
 *
 *     --entry bin/eval/score/main.js --package eval/score    it lies in this folder, seen from the root of our files
 *     --out bin/eval/score/score.mjs                          beside it goes score.mjs.map
 *     --engine sharp                                          of which natives it may load at run time
 */
import { resolve } from 'node:path';
import { parseArguments } from '../../eval/io/arguments.ts';
import { writeText } from '../../eval/io/files.ts';
import { runMain } from '../../eval/io/main.ts';
import { bundle } from './bundle.ts';

export const main = await runMain(import.meta, async (argv) => {
  const { entry, package: folder, out, engine } = parseArguments(argv, { entry: 'one', package: 'one', out: 'one', engine: 'many' });
  const { program, map } = await bundle({ entry: resolve(entry), folder, out: resolve(out), engines: engine });
  writeText(out, program);
  writeText(`${out}.map`, map);
});
