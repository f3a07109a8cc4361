/** candidates: reports of several candidates, which were judged by the same criteria on the same corpora, side by side. */
import { candidates } from '../contracts/candidates.ts';
import { report } from '../contracts/report.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson, writeJson, writeText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { htmlOf, markdownOf } from './page.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { report: 'map', 'json-out': 'one', 'markdown-out': 'one', 'html-out': 'one' });
  const compared = run([...args.report].map(([name, path]) => ({ name, report: readJson(path, report) })));
  writeJson(args['json-out'], candidates, compared);
  writeText(args['markdown-out'], markdownOf(compared));
  writeText(args['html-out'], htmlOf(compared));
});
