import { measurementFile, policyFile } from '../contracts/criteria.ts';
import { metricLibrary } from '../contracts/metric_definition.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson, readText, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { withOwn } from '../metrics/table.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { criteria: 'one', sanity: 'one', tier: 'optional', 'measure-out': 'one', 'policy-out': 'one', library: 'many' });
  const own = args.library.flatMap((path) => readJson(path, metricLibrary).metrics);
  const { measure, policy } = run({
    criteria: { text: readText(args.criteria), location: args.criteria },
    sanity: { text: readText(args.sanity), location: args.sanity },
    tier: args.tier,
    metrics: withOwn(own),
    own,
  });
  writeJson(args['measure-out'], measurementFile, measure);
  writeJson(args['policy-out'], policyFile, policy);
});
