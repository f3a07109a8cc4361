import { defineMetric, quotient } from './metric.ts';

/** |P and T| / |P| over pixels. */
export const maskPrecision = defineMetric({
  id: 'mask_precision',
  version: 1,
  title: 'Mask precision',
  summary: 'Share of the predicted pixels that are true, averaged over samples.',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  truthKind: 'mask',
  undefinedWhen: 'the prediction is empty or the backend failed',
  perSample: ({ intersection, prediction }) => quotient(intersection, prediction, 'the prediction is empty'),
  whenFailed: () => ({ undefined: 'no prediction' }),
  aggregate: { kind: 'mean' },
});
