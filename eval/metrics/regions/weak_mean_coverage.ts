import { coverage, regionsOf } from './counts.ts';
import { defineRegionMetric, meanOf } from './family.ts';

/** Mean of region_coverage over the weak regions that the sample has. */
export const weakMeanCoverage = defineRegionMetric({
  id: 'weak_mean_coverage',
  version: 1,
  title: 'Mean coverage of weak regions',
  summary: 'Mean over the weak regions that are labelled in the sample. One that the prediction lacks counts 0.',
  better: 'higher',
  undefinedWhen: 'no weak region is labelled',
  perSample: (counts) =>
    meanOf(
      regionsOf(counts, 'weak').map((region) => coverage(counts, region)),
      'no weak region is labelled',
    ),
});
