import type { MetricFamily } from '../metric.ts';
import { missed, predictedRoles, regionNamed } from './counts.ts';
import { defineRegionMetric, namesIn, regionsIn } from './family.ts';

/** (|T| - |P and T|) / |T| of one region. Reports show it of whole objects. */
export const regionMiss: MetricFamily = {
  id: 'region_miss',
  member(parameter) {
    const [name] = namesIn(parameter, 1) ?? [];
    if (name === undefined) return undefined;
    return defineRegionMetric({
      id: `region_miss.${name}`,
      version: 1,
      title: `Missed share of ${name}`,
      summary: `Share of the true ${name} that is not predicted. 1 when the prediction lacks it.`,
      better: 'lower',
      undefinedWhen: `${name} is not labelled, or empty in the truth`,
      perSample: (counts) => {
        const region = regionNamed(counts, name, predictedRoles);
        return region === undefined ? { undefined: `${name} is not labelled` } : missed(counts, region);
      },
    });
  },
  parametersOf: (truth) => regionsIn(truth, ['whole']),
};
