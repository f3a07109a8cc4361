/** pack: where the pictures of a pack lie. Their names are a file of their own, so that a changed picture does not repeat import. */
import { packRow } from '../contracts/pack.ts';
import { parseArguments } from '../io/arguments.ts';
import { writeText } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { writeRows } from '../io/ndjson.ts';
import { indexOf } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { pack: 'one', 'index-out': 'one', 'keys-out': 'one' });
  const rows = indexOf(args.pack).map((row) => validate(packRow, row, args.pack));
  writeRows(args['index-out'], rows);
  writeText(args['keys-out'], rows.map(({ key }) => `${key}\n`).join(''));
});
