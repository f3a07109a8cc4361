/** Files between stages: each stage from its files, and the whole way from predictions to the gate. */
import { corpus, inputRow, sliceRow, truthRow } from '../../../eval/contracts/corpus.ts';
import { measurementFile, policyFile } from '../../../eval/contracts/criteria.ts';
import { decision } from '../../../eval/contracts/decision.ts';
import { trainingList } from '../../../eval/contracts/files.ts';
import type { MetricsTable } from '../../../eval/contracts/metrics.ts';
import { metricsTable } from '../../../eval/contracts/metrics.ts';
import { predictionRow, predictionsHeader } from '../../../eval/contracts/predictions.ts';
import { sampleRow, samplesHeader } from '../../../eval/contracts/samples.ts';
import { run as decide } from '../../../eval/decide/run.ts';
import { run as runGate } from '../../../eval/gate/run.ts';
import { readJson } from '../../../eval/io/files.ts';
import { readHeaderAndRows, readRows } from '../../../eval/io/ndjson.ts';
import type { MadeCorpus } from '../../../eval/pipeline/corpus.ts';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import { run as score } from '../../../eval/score/run.ts';
import { csvOf } from '../../../eval/tabulate/csv.ts';
import type { ScoresFile } from '../../../eval/tabulate/evaluation.ts';
import { run as tabulate } from '../../../eval/tabulate/run.ts';
import { evaluated, hopeless, poorModel } from '../evaluations.ts';
import type { Files, Output, Read, Reader } from '../reader.ts';
import { json, ndjson } from '../reader.ts';

/** Names of the files: those of one corpus, and per role predictions and samples. */
export async function filesOf(given: PipelineInput): Promise<Files> {
  const made = await evaluated(given);
  const [name, indexed] = [...made.corpora][0] as [string, MadeCorpus];
  const ofBackends = Object.keys(given.backends).flatMap((role) => {
    const [predicted, scored] = [made.predictions.get(`${role}:${name}`), made.scores.get(`${role}:${name}`)];
    return [
      [`predictions-${role}.ndjson`, ndjson([predicted?.header, ...(predicted?.rows ?? [])])],
      [`samples-${role}.ndjson`, ndjson([scored?.header, ...(scored?.rows ?? [])])],
    ] as const;
  });
  return {
    'corpus.json': json(indexed.corpus),
    'truth.ndjson': ndjson(indexed.truth),
    'slices.ndjson': ndjson(indexed.slices),
    'inputs.ndjson': ndjson(indexed.inputs.flat()),
    'measurement.json': json(made.measure),
    'policy.json': json(made.policy),
    'metrics.json': json(made.metrics),
    'pairs.ndjson': ndjson([{ schemaVersion: 1, kind: 'pairs' }, ...made.pairs]),
    'decision.json': json(made.decision),
    'training.json': json(given.training ?? { schema: 1, images: [], groups: [] }),
    ...Object.fromEntries(ofBackends),
  };
}

let both: Promise<Files[]> | undefined;

/** The named files of a picture evaluation and of one of clips. */
export async function filesNamed(...names: readonly string[]): Promise<Files[]> {
  both ??= (async () => [await filesOf(await hopeless()), await filesOf(poorModel())])();
  return (await both).map((files) => Object.fromEntries(names.map((name) => [name, files[name] ?? json(null)])));
}

const roles = ['candidate', 'baseline'] as const;

export function scoreRole(role: string): Pick<ScoresFile, 'header' | 'rows'> {
  const location = `predictions-${role}.ndjson`;
  return score({
    shards: [{ location, ...readHeaderAndRows(location, predictionsHeader, predictionRow) }],
    truth: { location: 'truth.ndjson', rows: [...readRows('truth.ndjson', truthRow)] },
    metrics: [],
  });
}

function samplesOf(role: string): Pick<ScoresFile, 'header' | 'rows'> {
  const { header, rows } = readHeaderAndRows(`samples-${role}.ndjson`, samplesHeader, sampleRow);
  return { header, rows: [...rows] };
}

function tabulated(scores: (role: string) => Pick<ScoresFile, 'header' | 'rows'>): MetricsTable {
  const summary = readJson('corpus.json', corpus);
  const table = tabulate({
    evaluation: '//eval:report',
    measure: readJson('measurement.json', measurementFile),
    corpora: new Map([[summary.name, summary]]),
    slices: new Map([[summary.name, [...readRows('slices.ndjson', sliceRow)]]]),
    scores: roles.map((role) => ({ backend: role, role, corpus: summary.name, ...scores(role) })),
    evidence: new Map(),
    training: readJson('training.json', trainingList),
    tools: {},
  });
  csvOf(table);
  return table;
}

function concluded(metrics: MetricsTable): Read {
  const made = decide({ metrics, policy: readJson('policy.json', policyFile) });
  return {
    go: made.verdict === 'go' || made.recommendation === 'go',
    outputs: [
      { schema: metricsTable, value: metrics },
      { schema: decision, value: made },
    ],
  };
}

function scored(): Read {
  const { header, rows } = scoreRole('candidate');
  return { outputs: [{ schema: samplesHeader, value: header }, ...rows.map((value): Output => ({ schema: sampleRow, value }))] };
}

export const stageReaders: readonly Reader[] = [
  {
    name: 'score',
    weight: 14,
    inputs: () => filesNamed('truth.ndjson', 'predictions-candidate.ndjson'),
    read: scored,
  },
  {
    name: 'tabulate and decide',
    weight: 14,
    inputs: () =>
      filesNamed(
        'corpus.json',
        'slices.ndjson',
        'measurement.json',
        'policy.json',
        'training.json',
        'samples-candidate.ndjson',
        'samples-baseline.ndjson',
      ),
    read: () => concluded(tabulated(samplesOf)),
  },
  {
    name: 'predictions to decision',
    weight: 14,
    inputs: () =>
      filesNamed(
        'corpus.json',
        'truth.ndjson',
        'slices.ndjson',
        'measurement.json',
        'policy.json',
        'training.json',
        'predictions-candidate.ndjson',
        'predictions-baseline.ndjson',
      ),
    read: () => concluded(tabulated(scoreRole)),
  },
  {
    name: 'decide',
    weight: 16,
    inputs: () => filesNamed('metrics.json', 'policy.json'),
    read: () => concluded(readJson('metrics.json', metricsTable)),
  },
  {
    name: 'gate',
    weight: 10,
    inputs: () => filesNamed('decision.json'),
    read: () => ({ go: runGate({ decision: readJson('decision.json', decision), report: '//eval:report', expect: 'go' }).exitCode === 0 }),
  },
  {
    name: 'inputs of a shard',
    weight: 3,
    inputs: () => filesNamed('inputs.ndjson'),
    read: () => ({ outputs: [...readRows('inputs.ndjson', inputRow)].map((value) => ({ schema: inputRow, value })) }),
  },
];
