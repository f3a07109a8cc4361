import { maskPrecision } from './mask_precision.ts';
import { defineMetric } from './metric.ts';

/** Sum of |P and T| / sum of |P|. */
export const maskPrecisionPooled = defineMetric({
  id: 'mask_precision_pooled',
  version: 1,
  title: 'Mask precision, pooled',
  summary: 'Share of the predicted pixels of all samples together that are true: large masks weigh more.',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  truthKind: 'mask',
  undefinedWhen: 'no sample has a predicted pixel',
  perSample: maskPrecision.perSample,
  whenFailed: maskPrecision.whenFailed,
  aggregate: { kind: 'ratio', numerator: 'intersection', denominator: 'prediction' },
});
