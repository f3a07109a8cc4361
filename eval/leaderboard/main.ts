/** leaderboard: models by the best report of each, on one suite. Reports are given as `model=report.json`. */
import { leaderboard, scoring } from '../contracts/leaderboard.ts';
import { report } from '../contracts/report.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson, writeJson, writeText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { page } from './page.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { scoring: 'one', report: 'many', 'json-out': 'one', 'html-out': 'one' });
  const reports = args.report.map((pair) => {
    const at = pair.indexOf('=');
    return { model: pair.slice(0, at), report: readJson(pair.slice(at + 1), report) };
  });
  const board = run({ reports, scoring: readJson(args.scoring, scoring) });
  writeJson(args['json-out'], leaderboard, board);
  writeText(args['html-out'], page(board));
});
