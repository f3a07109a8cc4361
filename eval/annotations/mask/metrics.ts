/** Metrics of a foreground mask: P is the predicted one, T the true one. */
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Measured } from '../../contracts/samples.ts';
import { quotient, type SampleMetric } from '../metric.ts';

/** Pixels of the two masks, and of their tight boxes. */
export type MaskCounts = Readonly<Record<'intersection' | 'prediction' | 'truth' | 'box_intersection' | 'box_prediction' | 'box_truth', number>>;

interface Row extends Pick<MetricDefinition, 'id' | 'title' | 'summary' | 'undefinedWhen'> {
  readonly secondary?: boolean;
  perSample(counts: MaskCounts): Measured;
  /** What a failed prediction is worth. */
  whenFailed(counts: MaskCounts): Measured;
  /** Where sums over all samples are divided: of what. */
  readonly pooled?: 'prediction' | 'truth';
}

const noPrediction = { undefined: 'no prediction' };
/** |P and T| / |P| */
const precision = {
  perSample: ({ intersection, prediction }) => quotient(intersection, prediction, 'the prediction is empty'),
  whenFailed: () => noPrediction,
} satisfies Partial<Row>;
/** |P and T| / |T| */
const recall = {
  perSample: ({ intersection, truth }) => quotient(intersection, truth, 'the truth is empty'),
  whenFailed: ({ truth }) => quotient(0, truth, 'the truth is empty'),
} satisfies Partial<Row>;

/** |A and B| / |A or B|; 1 where both are empty. */
function jaccard(intersection: number, a: number, b: number): number {
  const union = a + b - intersection;
  return union === 0 ? 1 : intersection / union;
}

const rows: readonly Row[] = [
  {
    id: 'mask_iou',
    title: 'Mask IoU',
    summary: 'Pixels in both the predicted and the true mask over pixels in either. 1 when both are empty; 0 when the backend failed.',
    undefinedWhen: 'never',
    perSample: ({ intersection, prediction, truth }) => jaccard(intersection, prediction, truth),
    whenFailed: () => 0,
  },
  {
    id: 'mask_precision',
    title: 'Mask precision',
    summary: 'Share of the predicted pixels that are true, averaged over samples.',
    undefinedWhen: 'the prediction is empty or the backend failed',
    ...precision,
  },
  {
    id: 'mask_recall',
    title: 'Mask recall',
    summary: 'Share of the true pixels that are predicted, averaged over samples. 0 when the backend failed.',
    undefinedWhen: 'the truth is empty',
    ...recall,
  },
  {
    id: 'mask_precision_pooled',
    title: 'Mask precision, pooled',
    summary: 'Share of the predicted pixels of all samples together that are true: large masks weigh more.',
    undefinedWhen: 'no sample has a predicted pixel',
    pooled: 'prediction',
    ...precision,
  },
  {
    id: 'mask_recall_pooled',
    title: 'Mask recall, pooled',
    summary: 'Share of the true pixels of all samples together that are predicted: large masks weigh more, failed samples count as missed.',
    undefinedWhen: 'no sample has a true pixel',
    pooled: 'truth',
    ...recall,
  },
  {
    id: 'box_iou',
    title: 'Box IoU',
    summary: 'Overlap of the tight boxes around the two masks. 1 when both masks are empty; 0 when one is, or when the backend failed.',
    // A right box may hold a wrong mask.
    secondary: true,
    undefinedWhen: 'never',
    perSample: ({ box_intersection, box_prediction, box_truth }) => jaccard(box_intersection, box_prediction, box_truth),
    whenFailed: () => 0,
  },
];

/** `version` is bumped by any change that can move a number. */
export const metrics: readonly SampleMetric<MaskCounts>[] = rows.map(({ perSample, whenFailed, pooled, ...row }) => ({
  kind: 'sample',
  truthKind: 'mask',
  version: 1,
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  ...row,
  aggregate: pooled === undefined ? 'mean' : 'ratio',
  measure: (counts, failed) => [
    {
      value: failed ? whenFailed(counts) : perSample(counts),
      ...(pooled !== undefined && { counts: { numerator: counts.intersection, denominator: counts[pooled] } }),
    },
  ],
}));
