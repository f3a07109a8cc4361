import type { MetricFamily } from '../metric.ts';
import { leakage, predictedRoles, regionNamed } from './counts.ts';
import { defineRegionMetric, namesIn, regionsIn, surroundsIn } from './family.ts';

/** |P and S| / |P| of one region and one surrounding S. */
export const regionLeakage: MetricFamily = {
  id: 'region_leakage',
  member(parameter) {
    const [name, surround] = namesIn(parameter, 2) ?? [];
    if (name === undefined || surround === undefined) return undefined;
    return defineRegionMetric({
      id: `region_leakage.${name}.${surround}`,
      version: 1,
      title: `Leakage of ${name} into ${surround}`,
      summary: `Share of the predicted ${name} that lies in ${surround}.`,
      better: 'lower',
      undefinedWhen: `${name} or ${surround} is not labelled, or ${name} is not predicted or empty there`,
      perSample: (counts) => {
        const region = regionNamed(counts, name, predictedRoles);
        return region === undefined ? { undefined: `${name} is not labelled` } : leakage(counts, region, surround);
      },
    });
  },
  parametersOf: (truth) => regionsIn(truth).flatMap((name) => surroundsIn(truth).map((surround) => `${name}.${surround}`)),
};
