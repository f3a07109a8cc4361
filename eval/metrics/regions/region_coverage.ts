import type { MetricFamily } from '../metric.ts';
import { coverage, predictedRoles, regionNamed } from './counts.ts';
import { defineRegionMetric, namesIn, regionsIn } from './family.ts';

/** |P and T| / |T| of one region: recall. Of whole objects reports show its complement, region_miss. */
export const regionCoverage: MetricFamily = {
  id: 'region_coverage',
  member(parameter) {
    const [name] = namesIn(parameter, 1) ?? [];
    if (name === undefined) return undefined;
    return defineRegionMetric({
      id: `region_coverage.${name}`,
      version: 1,
      title: `Coverage of ${name}`,
      summary: `Share of the true ${name} that is predicted. 0 when the prediction lacks it.`,
      better: 'higher',
      undefinedWhen: `${name} is not labelled, or empty in the truth`,
      perSample: (counts) => {
        const region = regionNamed(counts, name, predictedRoles);
        return region === undefined ? { undefined: `${name} is not labelled` } : coverage(counts, region);
      },
    });
  },
  parametersOf: (truth) => regionsIn(truth, ['strong', 'weak']),
};
