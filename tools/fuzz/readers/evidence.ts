/** Artefacts of a scorecard, their producers, and the verdict on them. */
import { readFileSync } from 'node:fs';
import { decision } from '../../../eval/contracts/decision.ts';
import { evidence } from '../../../eval/contracts/evidence.ts';
import { evidenceConfig } from '../../../eval/contracts/evidence_config.ts';
import { sourceOf } from '../../../eval/evidence/input.ts';
import { run as makeEvidence } from '../../../eval/evidence/run.ts';
import { readBytes, readText } from '../../../eval/io/files.ts';
import { readJsonText } from '../../../eval/io/json_text.ts';
import type { Criteria } from '../../../eval/pipeline/judge.ts';
import { judge, readCriteria } from '../../../eval/pipeline/judge.ts';
import { command } from '../../../eval/scorecard/command/command.ts';
import { sanity } from '../evaluations.ts';
import type { Files, Read, Reader } from '../reader.ts';
import { file, json } from '../reader.ts';

const shipped = (name: string) => file('json', readFileSync(`datasets/scorecard/${name}.json`));

/** Criteria that no artefact reaches: half of their numbers are stated by people, and here nobody states any. */
let judged: Criteria | undefined;

function policy(): Criteria {
  judged ??= readCriteria(
    { text: readFileSync('criteria/scorecard/promotion_scorecard.yaml', 'utf8'), location: 'criteria.yaml' },
    { text: sanity(), location: 'sanity.yaml' },
    'future',
  );
  return judged;
}

function artefacts(): Files[] {
  policy();
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

/** Undefined for an artefact that this input does not have. */
function source(name: string, files: Files) {
  return files[name] === undefined ? undefined : sourceOf(name, readBytes(name));
}

function collected(files: Files): Read {
  const config = readJsonText(readText('config.json'), 'config.json', evidenceConfig, { syntax: 'EV6003', shape: 'EV6003' }).value;
  const traces = ['run-01.json', 'run-02.json'].filter((name) => files[name] !== undefined);
  const made = makeEvidence({
    config,
    evalReport: source('report.json', files),
    baselineReport: source('baseline.json', files),
    shadowSummary: source('shadow.json', files),
    traces: traces.length === 0 ? undefined : new Map(traces.map((name) => [name, sourceOf(name, readBytes(name))])),
    championScores: source('champion.json', files),
    challengerScores: source('challenger.json', files),
  });
  if (config.champion !== undefined) return { outputs: [{ schema: evidence, value: made }] };
  const { decision: conclusion } = judge(policy(), { evaluation: 'scorecard', evidence: new Map([['scorecard', made]]) });
  return {
    go: conclusion.verdict === 'go',
    outputs: [
      { schema: evidence, value: made },
      { schema: decision, value: conclusion },
    ],
  };
}

export const evidenceReaders: readonly Reader[] = [
  ...['artefacts', 'champion', 'overrides'].map(
    (name, i): Reader => ({
      name: `evidence: ${name}`,
      weight: 5,
      inputs: () => artefacts().slice(i, i + 1),
      read: collected,
    }),
  ),
  {
    name: 'scorecard command',
    weight: 4,
    inputs: () => [
      {
        'shipped/scorecard/promotion_scorecard.yaml': file('yaml', readFileSync('criteria/scorecard/promotion_scorecard.yaml')),
        'shipped/sanity.yaml': file('yaml', sanity()),
        ...(artefacts()[0] ?? {}),
      },
    ],
    read: () => {
      const { exitCode, stderr } = command(['--eval-report', 'report.json', '--shadow-summary', 'shadow.json', '--tier', 'future'], 'shipped');
      if (![0, 1, 2, 3, 4].includes(exitCode)) throw new Error(`ends with ${exitCode}`);
      if ((exitCode === 2 || exitCode === 3) && stderr === '') throw new Error(`ends with ${exitCode} and says nothing`);
      return { go: exitCode === 0 };
    },
  },
];
