import type { MetricFamily } from '../metric.ts';
import { iou, regionNamed } from './counts.ts';
import { defineRegionMetric, namesIn, regionsIn } from './family.ts';

/** |P and T| / |P or T| of one region (Jaccard index). A weak region has none: its outline means too little. */
export const regionIou: MetricFamily = {
  id: 'region_iou',
  member(parameter) {
    const [name] = namesIn(parameter, 1) ?? [];
    if (name === undefined) return undefined;
    return defineRegionMetric({
      id: `region_iou.${name}`,
      version: 1,
      title: `Overlap of ${name} (IoU)`,
      summary: `Pixels in both the predicted and the true ${name} over pixels in either. 0 when the prediction lacks it.`,
      better: 'higher',
      undefinedWhen: `${name} is not labelled, is a weak region, or is empty on both sides`,
      perSample: (counts) => {
        const region = regionNamed(counts, name, ['strong', 'whole']);
        if (region !== undefined) return iou(counts, region);
        const isWeak = regionNamed(counts, name, ['weak']) !== undefined;
        return { undefined: isWeak ? `${name} is a weak region: only coverage and leakage mean something` : `${name} is not labelled` };
      },
    });
  },
  parametersOf: (truth) => regionsIn(truth, ['strong', 'whole']),
};
