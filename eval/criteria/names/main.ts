import { corpus } from '../../contracts/corpus.ts';
import { measurementFile, policyFile } from '../../contracts/criteria.ts';
import { parseArguments } from '../../io/arguments.ts';
import { readJson, readText, writeText } from '../../io/files.ts';
import { runMain } from '../../io/main.ts';
import { withOwn } from '../../metrics/table.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, {
    criteria: 'one',
    policy: 'one',
    measure: 'one',
    corpus: 'map',
    'left-out': 'many',
    external: 'many',
    role: 'many',
    out: 'one',
  });
  const measure = readJson(args.measure, measurementFile);
  run({
    criteria: { text: readText(args.criteria), location: args.criteria },
    policy: readJson(args.policy, policyFile),
    measure,
    corpora: new Map([...args.corpus].map(([name, path]) => [name, readJson(path, corpus)])),
    leftOut: args['left-out'],
    external: args.external,
    hasBaseline: args.role.includes('baseline'),
    metrics: withOwn(measure.measure.own_metrics),
  });
  writeText(args.out, '');
});
