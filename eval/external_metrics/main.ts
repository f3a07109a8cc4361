/**
 * external_metrics: artefacts from outside to rows of the table.
 *
 *     --config external_metrics_config.json              name, subject, overrides, settings of the comparison
 *     --eval-report report.json                  optional, the candidate's
 *     --baseline-report report.json              optional
 *     --shadow-summary summary.json              optional
 *     --trace run-1.json=run-1.json              optional, many: labelled traces under stable names
 *     --champion-scores a.json --challenger-scores b.json
 *                                                optional; where the settings are given and these are not, the two
 *                                                reports are compared
 *     --external metrics.json                    optional: the file that the settings name places in
 *     --out external_metrics.json
 */

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
    trace: 'map',
    'champion-scores': 'optional',
    'challenger-scores': 'optional',
    external: 'optional',
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
