import { maskRecall } from './mask_recall.ts';
import { defineMetric } from './metric.ts';

/** Sum of |P and T| / sum of |T|. */
export const maskRecallPooled = defineMetric({
  id: 'mask_recall_pooled',
  version: 1,
  title: 'Mask recall, pooled',
  summary: 'Share of the true pixels of all samples together that are predicted: large masks weigh more, failed samples count as missed.',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  truthKind: 'mask',
  undefinedWhen: 'no sample has a true pixel',
  perSample: maskRecall.perSample,
  whenFailed: maskRecall.whenFailed,
  aggregate: { kind: 'ratio', numerator: 'intersection', denominator: 'truth' },
});
