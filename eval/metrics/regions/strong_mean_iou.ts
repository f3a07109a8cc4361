import { iou, regionsOf } from './counts.ts';
import { defineRegionMetric, meanOf } from './family.ts';

/** Mean of region_iou over the strong regions that the sample has: each counts once, whatever its size. */
export const strongMeanIou = defineRegionMetric({
  id: 'strong_mean_iou',
  version: 1,
  title: 'Mean IoU of strong regions',
  summary: 'Mean over the strong regions that are labelled in the sample. One that the prediction lacks counts 0.',
  better: 'higher',
  undefinedWhen: 'no strong region is labelled',
  perSample: (counts) =>
    meanOf(
      regionsOf(counts, 'strong').map((region) => iou(counts, region)),
      'no strong region is labelled',
    ),
});
