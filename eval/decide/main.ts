import { policyFile } from '../contracts/criteria.ts';
import { decision } from '../contracts/decision.ts';
import { metricsTable } from '../contracts/metrics.ts';
import { parseArguments, wholeArgument } from '../io/arguments.ts';
import { readJson, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { metrics: 'one', policy: 'one', candidates: 'optional', out: 'one' });
  const input = { metrics: readJson(args.metrics, metricsTable), policy: readJson(args.policy, policyFile) };
  writeJson(args.out, decision, run({ ...input, candidates: wholeArgument('candidates', args.candidates ?? '1', 1) }));
});
