/** Evaluations of series of numbers, for tests: clips of several sources, predicted by several backends. */

import type { CorpusMetric } from '../../annotations/metric.ts';
import type { Measure } from '../../contracts/criteria.ts';
import type { SampleRow } from '../../contracts/samples.ts';
import { sha256 } from '../../io/digest.ts';
import { byText } from '../../io/order.ts';
import { metrics } from '../../metrics/table.ts';
import type { ScoresFile, TabulateInput } from '../evaluation.ts';
import { corpusOf, identityOf, measureOf, sliceRowOf } from './build.ts';

export const corpusMetrics = metrics.filter((metric): metric is CorpusMetric => metric.kind === 'corpus');

/** source -> clip -> the true numbers of its frames */
export type Clips = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** What a backend says about a clip; null: it failed. */
export type Predict = (target: readonly number[], source: string, clip: string) => readonly number[] | null;

export function seriesInput(
  clips: Clips,
  predictors: Readonly<Record<string, Predict>>,
  measure: Partial<Measure> = { across: ['source'] },
): TabulateInput {
  const samples = Object.entries(clips)
    .flatMap(([source, ofSource]) =>
      Object.keys(ofSource).map((clip) => sliceRowOf(clip, { group: source, slices: { source: [source] }, image: null })),
    )
    .sort((a, b) => byText(a.id, b.id));
  const statistics = { resamples: 100, seed: 1, level: 0.95, minimum_groups: 3 };
  return {
    evaluation: 'test',
    measure: measureOf({ pass: undefined as never, statistics, ...measure }),
    corpora: new Map([['clips', corpusOf('clips', samples, { source: Object.keys(clips) })]]),
    slices: new Map([['clips', samples]]),
    scores: Object.entries(predictors).map(([backend, predict]) => scoresFile(backend, clips, predict)),
    external: new Map(),
    training: null,
    tools: {},
  };
}

function scoresFile(backend: string, clips: Clips, predict: Predict): ScoresFile {
  const role = backend.startsWith('reference.') ? 'reference' : (backend as 'candidate' | 'baseline');
  const rows = Object.entries(clips).flatMap(([source, ofSource]) =>
    Object.entries(ofSource).map(([clip, target]) => row(clip, target, predict(target, source, clip))),
  );
  const identity = identityOf(backend.replace('reference.', ''));
  const header = {
    schemaVersion: 5,
    kind: 'samples',
    backend: identity,
    metrics: corpusMetrics.map(({ id, version }) => ({ id, version })),
  } as const;
  return { backend, role, corpus: 'clips', header: { ...header, metrics: [...header.metrics] }, rows };
}

function row(id: string, target: readonly number[], predicted: readonly number[] | null): SampleRow {
  const observation = predicted === null ? undefined : { kind: 'series' as const, predicted: [...predicted], target: [...target] };
  return {
    id,
    status: observation === undefined ? 'failed' : 'ok',
    ...(observation === undefined ? { reason: 'crashed' } : { observation }),
    outcome: 'scored',
    values: {},
    counts: {},
    truth: sha256(`truth of ${id}`),
    prediction: predicted === null ? null : sha256(`${id} ${predicted.join()}`),
  };
}
