/** Small evaluations for tests: samples in a line each, everything else filled in as the stages before would. */

import type { SampleMetric } from '../../annotations/metric.ts';
import type { BackendIdentity } from '../../contracts/backend.ts';
import type { Corpus, SliceRow } from '../../contracts/corpus.ts';
import type { Measure, MeasurementFile } from '../../contracts/criteria.ts';
import type { Role } from '../../contracts/metrics.ts';
import type { Measured, SampleRow } from '../../contracts/samples.ts';
import { sha256 } from '../../io/digest.ts';
import { Texts } from '../../io/texts.ts';
import { metrics } from '../../metrics/table.ts';
import type { Asked } from '../asked.ts';
import type { Column } from '../column.ts';
import { Columns } from '../columns.ts';
import type { ScoresFile, TabulateInput } from '../evaluation.ts';
import { KeptSamples } from '../kept_samples.ts';
import { KeptScores } from '../kept_scores.ts';

export const sampleMetrics = metrics.filter((metric): metric is SampleMetric => metric.kind === 'sample' && metric.truthKind === 'mask');

export function measureOf(measure: Partial<Measure> = {}): MeasurementFile {
  const statistics = { resamples: 200, seed: 1, level: 0.95, minimum_groups: 3 };
  const filled: Measure = { pass: { metric: 'mask_iou', at: 0.7 }, correct_rejections: 'exclude', statistics, ...measure };
  return { schemaVersion: 1, kind: 'measurement', digest: sha256(JSON.stringify(filled)), measure: filled };
}

export function identityOf(name: string, config: BackendIdentity['config'] = { name }): BackendIdentity {
  return { name, kind: 'fake', digest: sha256(JSON.stringify(config)), checkpoint: null, config };
}

/** A sample's own group, picture and no slices, unless told. */
export function sliceRowOf(id: string, rest: Partial<SliceRow> = {}): SliceRow {
  return { id, slices: {}, group: id, notes: [], image: `${id}.jpg`, sha256: sha256(id), ...rest };
}

export function corpusOf(name: string, samples: readonly SliceRow[], dimensions: Readonly<Record<string, readonly string[]>> = {}): Corpus {
  const known = ([dimension, values]: [string, readonly string[]]): [string, Corpus['dimensions'][string]] => [
    dimension,
    values.map((value) => ({ value, title: value, samples: samples.filter(({ slices }) => slices[dimension]?.includes(value)).length })),
  ];
  return {
    schemaVersion: 1,
    kind: 'corpus',
    name,
    datasetVersion: '1',
    digest: sha256(name),
    importer: 'fake',
    statements: [],
    samples: samples.length,
    exclusions: [],
    remarks: [],
    dimensions: Object.fromEntries(Object.entries(dimensions).map(known)),
  };
}

/** Pixels of a scored sample: in both masks, predicted, true. */
export type Pixels = readonly [intersection: number, prediction: number, truth: number];

/** A sample as score would write it; digests follow from the pixels unless told, so that [5, 5, 5] is a copy of the truth. */
export function scored(id: string, [intersection, prediction, truth]: Pixels, rest: Partial<SampleRow> = {}): SampleRow {
  const pixels = { intersection, prediction, truth, box_intersection: intersection, box_prediction: prediction, box_truth: truth };
  const copy = intersection === prediction && prediction === truth;
  return {
    id,
    status: 'ok',
    outcome: prediction === 0 && truth === 0 ? 'correct_rejection' : 'scored',
    ...measuredOn(pixels, false),
    truth: sha256(`truth of ${id}`),
    prediction: sha256(copy ? `truth of ${id}` : `${intersection} of ${prediction} on ${id}`),
    ...rest,
  };
}

function measuredOn(pixels: Readonly<Record<string, number>>, isFailed: boolean): Pick<SampleRow, 'values' | 'counts'> {
  const sampled = sampleMetrics.flatMap((metric) => metric.measure(pixels, isFailed).map((own) => ({ id: metric.id, ...own })));
  return {
    values: Object.fromEntries(sampled.map(({ id, value }) => [id, value])),
    counts: Object.fromEntries(sampled.flatMap(({ id, counts }) => (counts === undefined ? [] : [[id, counts]]))),
  };
}

export function failed(id: string, truth: number): SampleRow {
  const pixels = { intersection: 0, prediction: 0, truth, box_intersection: 0, box_prediction: 0, box_truth: truth };
  return { ...scored(id, [0, 0, truth]), status: 'failed', reason: 'crashed', outcome: 'scored', ...measuredOn(pixels, true), prediction: null };
}

/** A file whose rows tests can look at as well. */
export type MadeScores = ScoresFile & { readonly rows: readonly SampleRow[] };

export function scoresOf(backend: string, corpus: string, identity: BackendIdentity, rows: readonly SampleRow[]): MadeScores {
  const role = backend.split('.')[0] as Role;
  const header: ScoresFile['header'] = {
    schemaVersion: 5,
    kind: 'samples',
    backend: identity,
    metrics: sampleMetrics.map(({ id, version }) => ({ id, version })),
  };
  return { backend, role, corpus, header, rows };
}

/** The columns of what is asked for, of rows by id that are all of their corpus. */
export function columnsOf(asked: readonly Asked[], rows: readonly SampleRow[], measure: Measure): Column[] {
  const samples = rows.map(({ id }) => sliceRowOf(id));
  const [kept, columns, contents] = [
    new KeptScores(new KeptSamples(samples, rows.length, new Texts())),
    new Columns(asked, rows.length),
    new Texts(),
  ];
  for (const [i, row] of rows.entries()) {
    kept.add(i, row, contents);
    columns.add(i, row);
  }
  return columns.all(kept, measure);
}

/** What each sample has of a column. */
export function measuredIn({ values }: Column): Measured[] {
  return Array.from(values.numbers, (_, i) => values.at(i));
}

/** One corpus "heldout" with a candidate "new" and, where given, a baseline "old". */
export function inputOf(
  {
    samples,
    candidate,
    baseline,
    dimensions,
  }: {
    readonly samples: readonly SliceRow[];
    readonly candidate: readonly SampleRow[];
    readonly baseline?: readonly SampleRow[];
    readonly dimensions?: Readonly<Record<string, readonly string[]>>;
  },
  rest: Partial<TabulateInput> = {},
): TabulateInput {
  return {
    evaluation: 'test',
    measure: measureOf(),
    corpora: new Map([['heldout', corpusOf('heldout', samples, dimensions)]]),
    slices: new Map([['heldout', samples]]),
    scores: [
      scoresOf('candidate', 'heldout', identityOf('new'), candidate),
      ...(baseline === undefined ? [] : [scoresOf('baseline', 'heldout', identityOf('old'), baseline)]),
    ],
    external: new Map(),
    training: null,
    tools: {},
    ...rest,
  };
}
