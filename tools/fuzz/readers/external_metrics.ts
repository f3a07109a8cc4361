/** Artefacts of a scorecard, their producers, and the verdict on them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { programs, type Step } from '../program.ts';
import { type Files, file, json, type Reader } from '../reader.ts';

const shipped = (name: string) => file('json', readFileSync(`datasets/scorecard/${name}.json`));

function artefacts(): Files[] {
  const traces = { 'run-01.json': shipped('traces/run-01'), 'run-02.json': shipped('traces/run-16') };
  const plain = { name: 'scorecard', subject: { candidate: 'agent-2', checkpoint: null, baseline: 'agent-1' } };
  const reports = {
    'report.json': shipped('report-candidate'),
    'baseline.json': shipped('report-baseline'),
    'shadow.json': shipped('shadow-summary'),
  };
  const scores = { 'champion.json': shipped('champion-scores'), 'challenger.json': shipped('challenger-scores') };
  const champion = { regression_tolerance: 0.05, resamples: 200, seed: 1 };
  return [
    { 'config.json': json(plain), ...reports, ...traces },
    { 'config.json': json({ ...plain, champion }), ...scores },
    { 'config.json': shipped('config-overrides'), ...reports },
  ];
}

/** The artefacts that an input has. */
const collect = {
  folder: 'eval/external_metrics',
  words: (files: Files) => {
    const flags = ['eval-report', 'baseline-report', 'shadow-summary', 'champion-scores', 'challenger-scores'];
    const paths = ['report.json', 'baseline.json', 'shadow.json', 'champion.json', 'challenger.json'];
    const given = flags.flatMap((flag, i) => (files[paths[i] ?? ''] === undefined ? [] : [`--${flag} ${paths[i]}`]));
    const traces = Object.keys(files).filter((name) => name.startsWith('run-'));
    return `--config config.json ${given.join(' ')} ${traces.map((name) => `--trace ${name}=${name}`).join(' ')} --out out/external_metrics.json`;
  },
};

/** Criteria that no artefact reaches: half of their numbers are stated by people, and here nobody states any. */
const judged: readonly Step[] = [
  {
    folder: 'eval/criteria',
    words: `--criteria ${resolve('criteria/scorecard/promotion_scorecard.yaml')} --sanity ${resolve('criteria/sanity.yaml')} --tier future
            --measure-out out/measurement.json --policy-out out/policy.json`,
  },
  {
    folder: 'eval/tabulate',
    words: `--evaluation e --measure out/measurement.json --external scorecard=out/external_metrics.json
            --out out/metrics.json --csv out/metrics.csv --pairs out/pairs.ndjson --samples out/samples.csv`,
  },
  { folder: 'eval/decide', words: '--metrics out/metrics.json --policy out/policy.json --out out/decision.json' },
];

export const externalReaders: readonly Reader[] = [
  programs('evidence', 2, artefacts, collect),
  programs('evidence: artefacts', 5, () => artefacts().slice(0, 1), collect, ...judged),
  programs('evidence: champion', 5, () => artefacts().slice(1, 2), collect),
  programs('evidence: overrides', 5, () => artefacts().slice(2), collect, ...judged),
  programs('scorecard command', 4, () => artefacts().slice(0, 1), {
    folder: 'eval/scorecard/command',
    words: '--eval-report report.json --shadow-summary shadow.json --tier future --output out/scorecard.json',
    typed: true,
    exitCodes: [4, 1, 3],
  }),
];
