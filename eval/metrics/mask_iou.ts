import { defineMetric } from './metric.ts';

/** |P and T| / |P or T| over pixels (Jaccard index). */
export const maskIou = defineMetric({
  id: 'mask_iou',
  version: 1,
  title: 'Mask IoU',
  summary: 'Pixels in both the predicted and the true mask over pixels in either. 1 when both are empty; 0 when the backend failed.',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  truthKind: 'mask',
  undefinedWhen: 'never',
  perSample: ({ intersection, prediction, truth }) => {
    const union = prediction + truth - intersection;
    return union === 0 ? 1 : intersection / union;
  },
  whenFailed: () => 0,
  aggregate: { kind: 'mean' },
});
