import type { MetricFamily } from '../metric.ts';
import { leakage, regionsOf } from './counts.ts';
import { defineRegionMetric, meanOf, namesIn, regionsIn, surroundsIn } from './family.ts';

/** Mean of region_leakage into one surrounding, over the regions of a role for which it is defined. */
function meanLeakage(role: 'strong' | 'weak'): MetricFamily {
  return {
    id: `${role}_mean_leakage`,
    member(parameter) {
      const [surround] = namesIn(parameter, 1) ?? [];
      if (surround === undefined) return undefined;
      return defineRegionMetric({
        id: `${role}_mean_leakage.${surround}`,
        version: 1,
        title: `Mean leakage of ${role} regions into ${surround}`,
        summary: `Mean over the ${role} regions that are labelled in the sample and predicted: share of each that lies in ${surround}.`,
        better: 'lower',
        undefinedWhen: `${surround} or every ${role} region is not labelled, or none is predicted`,
        perSample: (counts) =>
          meanOf(
            regionsOf(counts, role).map((region) => leakage(counts, region, surround)),
            `no ${role} region is labelled`,
          ),
      });
    },
    parametersOf: (truth) => (regionsIn(truth, [role]).length === 0 ? [] : surroundsIn(truth)),
  };
}

export const strongMeanLeakage = meanLeakage('strong');
export const weakMeanLeakage = meanLeakage('weak');
