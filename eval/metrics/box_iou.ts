import { defineMetric } from './metric.ts';

/** IoU of the tight boxes of the two masks, in whole pixels. Secondary: a right box may hold a wrong mask. */
export const boxIou = defineMetric({
  id: 'box_iou',
  version: 1,
  title: 'Box IoU',
  summary: 'Overlap of the tight boxes around the two masks. 1 when both masks are empty; 0 when one is, or when the backend failed.',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: true,
  truthKind: 'mask',
  undefinedWhen: 'never',
  perSample: ({ box_intersection, box_prediction, box_truth }) => {
    const union = box_prediction + box_truth - box_intersection;
    return union === 0 ? 1 : box_intersection / union;
  },
  whenFailed: () => 0,
  aggregate: { kind: 'mean' },
});
