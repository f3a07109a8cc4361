/** Files between stages: each stage from its files, and the whole way from predictions to the gate. */
import { detectionsOf } from '../../../eval/annotations/instances/schema.ts';
import { inputRow } from '../../../eval/contracts/corpus.ts';
import { listsOfPredictions } from '../../../eval/contracts/predictions.ts';
import { digestOf } from '../../../eval/io/digest.ts';
import { readRows } from '../../../eval/io/ndjson.ts';
import { blocksOf } from '../../../eval/io/row_blocks.ts';
import type { MadeCorpus } from '../../../eval/pipeline/corpus.ts';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import { evaluated, hopeless, poorModel } from '../evaluations.ts';
import { programs } from '../program.ts';
import { type Files, file, json, ndjson, type Reader } from '../reader.ts';

/** Names of the files: those of one corpus, and per role predictions and samples. */
export async function filesOf(given: PipelineInput): Promise<Files> {
  const made = await evaluated(given);
  const [name, indexed] = [...made.corpora][0] as [string, MadeCorpus];
  const ofBackends = Object.keys(given.backends).flatMap((role) => {
    const [predicted, scored] = [made.predictions.get(`${role}:${name}`), made.scores.get(`${role}:${name}`)];
    return [
      [`predictions-${role}.rows`, ndjson([predicted?.header, ...(predicted?.rows ?? [])])],
      [`samples-${role}.rows`, ndjson([scored?.header, ...(scored?.rows ?? [])])],
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

const score = (role: string, folder: string) => ({
  folder: 'eval/score',
  words: `--predictions predictions-${role}.rows --truth truth.ndjson --out ${folder}/samples-0.rows`,
});

const tabulate = (candidate: string, baseline: string) => ({
  folder: 'eval/tabulate',
  words: (files: Files) => {
    const { name } = JSON.parse(Buffer.from(files['corpus.json']?.bytes ?? '').toString()) as { name: string };
    return `--evaluation e --measure measurement.json --corpus ${name}=corpus.json --slices ${name}=slices.ndjson
            --scores candidate:${name}=${candidate} --scores baseline:${name}=${baseline}
            --training training.json --out out/metrics.json --csv out/metrics.csv --pairs out/pairs.ndjson --samples out/samples.csv`;
  },
});

const decide = (metrics: string) => ({ folder: 'eval/decide', words: `--metrics ${metrics} --policy policy.json --out out/decision.json` });

/** Two pictures with instances, and what a detector says about them: their columns are bytes. */
function detections(): readonly Files[] {
  const object = (part: string, x: number) => ({ part, box: [x, 10, 20, 20] });
  const truth = ['a', 'b'].map((id) => ({
    digest: digestOf(id),
    id,
    truth: { kind: 'instances', height: 64, width: 64, objects: [object('cup', 5), object('bowl', 30)] },
  }));
  const backend = { name: 'new', kind: 'coco_results', digest: digestOf('new'), checkpoint: null, config: {} };
  const rows = truth.map(({ id }, i) => ({
    id,
    status: 'ok',
    input: null,
    prediction: detectionsOf({ parts: ['bowl', 'cup', 'cup'], scores: [0.9, 1 / 3, 0.25], boxes: [30, 10, 20, 20 + i, 5.5, 10, 20, 20, 0, 0, 8, 8] }),
  }));
  const header = { schemaVersion: 4, kind: 'predictions', backend };
  const parts = [`${JSON.stringify(header)}\n`, ...blocksOf(rows, listsOfPredictions)].map((part) => Buffer.from(part));
  return [{ 'truth.ndjson': ndjson(truth), 'predictions-candidate.rows': file('rows', Buffer.concat(parts)) }];
}

const measured = ['corpus.json', 'slices.ndjson', 'measurement.json', 'policy.json', 'training.json'] as const;
const samples = ['samples-candidate.rows', 'samples-baseline.rows'] as const;

export const stageReaders: readonly Reader[] = [
  programs('score', 14, () => filesNamed('truth.ndjson', 'predictions-candidate.rows'), score('candidate', 'out')),
  programs('score of detections', 10, detections, score('candidate', 'out')),
  programs('tabulate', 4, () => filesNamed(...measured, ...samples), tabulate(...samples)),
  programs('tabulate and decide', 12, () => filesNamed(...measured, ...samples), tabulate(...samples), decide('out/metrics.json')),
  programs(
    'predictions to decision',
    14,
    () => filesNamed(...measured, 'truth.ndjson', 'predictions-candidate.rows', 'predictions-baseline.rows'),
    score('candidate', 'out/candidate'),
    score('baseline', 'out/baseline'),
    tabulate('out/candidate/samples-0.rows', 'out/baseline/samples-0.rows'),
    decide('out/metrics.json'),
  ),
  programs('decide', 16, () => filesNamed('metrics.json', 'policy.json'), decide('metrics.json')),
  programs('gate', 10, () => filesNamed('decision.json'), {
    folder: 'eval/gate',
    words: '',
    env: { MODEL_EVAL_DECISION: 'decision.json', MODEL_EVAL_EXPECT: 'go', MODEL_EVAL_REPORT_TARGET: '//eval:report' },
    exitCodes: [1],
  }),
  {
    name: 'inputs of a shard',
    weight: 3,
    inputs: () => filesNamed('inputs.ndjson'),
    read: () => ({ outputs: [...readRows('inputs.ndjson', inputRow)].map((value) => ({ schema: inputRow, value })) }),
  },
];
