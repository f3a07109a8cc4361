/** external_metrics: artefacts from outside to rows of the table. */
import { externalConfig } from '../contracts/external_config.ts';
import { externalMetrics } from '../contracts/external_metrics.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readText, writeJson } from '../io/files.ts';
import { readJsonText } from '../io/json_text.ts';
import { runMain } from '../io/main.ts';
import { type Source, sourceOf } from './input.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, {
    config: 'one',
    'eval-report': 'optional',
    'baseline-report': 'optional',
    'shadow-summary': 'optional',
    trace: 'map', // by a stable name
    'champion-scores': 'optional',
    'challenger-scores': 'optional',
    external: 'optional', // the file that the settings name places in
    out: 'one',
  });
  const read = (path: string | undefined): Source | undefined => (path === undefined ? undefined : sourceOf(path, readBytes(path)));
  const traces = new Map([...args.trace].map(([key, path]) => [key, sourceOf(key, readBytes(path))]));
  const result = run({
    config: readJsonText(readText(args.config), args.config, externalConfig, { syntax: 'EV6003', shape: 'EV6003' }).value,
    evalReport: read(args['eval-report']),
    baselineReport: read(args['baseline-report']),
    shadowSummary: read(args['shadow-summary']),
    traces: traces.size === 0 ? undefined : traces,
    championScores: read(args['champion-scores']),
    challengerScores: read(args['challenger-scores']),
    external: read(args.external),
  });
  writeJson(args.out, externalMetrics, result);
});
