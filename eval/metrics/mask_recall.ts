import { defineMetric, quotient } from './metric.ts';

/** |P and T| / |T| over pixels. */
export const maskRecall = defineMetric({
  id: 'mask_recall',
  version: 1,
  title: 'Mask recall',
  summary: 'Share of the true pixels that are predicted, averaged over samples. 0 when the backend failed.',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  truthKind: 'mask',
  undefinedWhen: 'the truth is empty',
  perSample: ({ intersection, truth }) => quotient(intersection, truth, 'the truth is empty'),
  whenFailed: ({ truth }) => quotient(0, truth, 'the truth is empty'),
  aggregate: { kind: 'mean' },
});
