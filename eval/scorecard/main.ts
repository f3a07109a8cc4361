/** scorecard: a decision in the shape of a promotion scorecard. What it judged (`--external`) adds overrides and reasons. */
import { decision } from '../contracts/decision.ts';
import { externalMetrics } from '../contracts/external_metrics.ts';
import { scorecard } from '../contracts/scorecard.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { decision: 'one', external: 'map', out: 'one' });
  const judged = new Map([...args.external].map(([name, path]) => [name, readJson(path, externalMetrics)]));
  const result = run({ decision: readJson(args.decision, decision), external: judged });
  writeJson(args.out, scorecard, result);
});
