/** The way of gold labels and predictions to numbers, without files: importer, backend, comparison, metrics. */
import type { Comparison } from '../../annotations/annotation.ts';
import type { SeenRegion } from '../../annotations/regions/seen.ts';
import { compare, digestOfTruth } from '../../annotations/registry.ts';
import type { Backend, Config, Outcome } from '../../backends/backend.ts';
import { predictOne } from '../../backends/each.ts';
import type { InputRow, Truth } from '../../contracts/corpus.ts';
import type { Measured } from '../../contracts/samples.ts';
import { validate } from '../../io/issues.ts';
import { metricById } from '../../metrics/table.ts';
import { type MadeCorpus, makeCorpus } from '../../pipeline/corpus.ts';

/** Regions of the face example. */
export const faceSchema = {
  strong: ['nose', 'forehead', 'left_cheek', 'right_cheek', 'chin'],
  weak: ['under_eye_left', 'under_eye_right'],
  whole: { skin: 'skin_mask', face_oval: 'face_oval_mask' },
} as const;
export const faceSurround = { background: 'background_mask', hair: 'hair_mask' };

/** How predictions of the face example name them. */
export const faceFields = {
  modules: [...faceSchema.strong, ...faceSchema.weak],
  runs: { skin: 'pred_skin_mask_rle_norm', face_oval: 'pred_oval_mask_rle_norm', hair: 'pred_hair_mask_rle_norm' },
  points: { skin: ['pred_skin_points_norm', 'pred_skin_points'], face_oval: ['pred_oval_points_norm', 'pred_oval_points'] },
} as const;

/** Rows as NDJSON. */
export function ndjson(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export function corpusOf(gold: string, options: Readonly<Record<string, unknown>>): Promise<MadeCorpus> {
  return makeCorpus({
    importer: 'gold_label',
    options,
    files: { images: [], masks: [], labels: [] },
    sources: new Map([['gold', { location: 'gold.ndjson', text: gold }]]),
    read: () => new Uint8Array(),
    name: 'labelled',
    datasetVersion: 'test',
    shards: 1,
  });
}

/** What a backend that quotes one file says about samples, by id. */
export async function outcomesOf<C extends Config>(
  { open, configuration }: Backend<C, 'imported'>,
  config: unknown,
  text: string,
  samples: readonly InputRow[],
): Promise<Map<string, Outcome>> {
  const files = [{ location: 'folder/predictions.ndjson', text }];
  const predictor = await open(validate(configuration, config, 'configuration'), { kind: 'imported', files }, { corpus: 'labelled', samples });
  const outcomes = new Map<string, Outcome>();
  for (const sample of samples) outcomes.set(sample.id, await predictOne(predictor, { kind: 'absent', id: sample.id }));
  return outcomes;
}

export interface Scored {
  readonly outcome: Outcome;
  readonly comparison: Comparison;
  /** Digest of the truth. */
  readonly truth: string;
  seen(region: string): SeenRegion | undefined;
  /** @param asked a metric, or `<metric> of <part>` */
  measured(asked: string): Measured;
}

export function scored(truth: Truth, outcome: Outcome): Scored {
  const failed = 'failed' in outcome;
  const comparison = compare(truth, failed ? null : outcome.prediction, 's-1');
  return {
    outcome,
    comparison,
    truth: digestOfTruth(truth, 's-1'),
    seen: (region) => (comparison.observed as readonly SeenRegion[]).find(({ name }) => name === region),
    measured: (asked) => {
      const [id = '', part] = asked.split(' of ');
      const metric = metricById(id);
      if (metric?.kind !== 'sample') throw new Error(`no metric of samples: ${id}`);
      const sampled = metric.measure(comparison.observed, failed).find((own) => own.part === part);
      return sampled?.value ?? { undefined: metric.absent?.(part ?? '') ?? 'no number of the whole' };
    },
  };
}

/** Every sample of a corpus, scored, by id. */
export async function scoreAll<C extends Config>(
  corpus: MadeCorpus,
  backend: Backend<C, 'imported'>,
  config: unknown,
  text: string,
): Promise<Map<string, Scored>> {
  const outcomes = await outcomesOf(backend, config, text, corpus.inputs[0] ?? []);
  return new Map(corpus.truth.map(({ id, truth }) => [id, scored(truth, outcomes.get(id) ?? { failed: 'never asked' })]));
}

/** Mean of the defined values, and how many they are. */
export function meanOver(samples: Iterable<Scored>, metric: string): { readonly defined: number; readonly mean: number | null } {
  const values = [...samples].map((sample) => sample.measured(metric)).filter((value) => typeof value === 'number');
  return { defined: values.length, mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length };
}
