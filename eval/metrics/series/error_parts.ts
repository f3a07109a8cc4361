/** The mean squared error in three parts that add up to it: what an offset, what stretching, and what no line can mend. */
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Decomposition } from '../../stats/regression/decomposition.ts';
import { decomposition } from '../../stats/regression/decomposition.ts';
import { isUndefined } from '../../stats/regression/undefined.ts';
import type { SetMetric } from '../metric.ts';
import { overFrames } from './over.ts';

const common = {
  version: 1,
  unit: 'squared unit of the target',
  range: [0, null],
  better: 'lower',
  secondary: false,
  undefinedWhen: 'there are no frames',
} as const;

function errorPart(part: keyof Decomposition, definition: Pick<MetricDefinition, 'id' | 'title' | 'summary'>): SetMetric {
  return overFrames({ ...common, range: [...common.range], ...definition }, (predicted, target) => {
    const parts = decomposition(predicted, target);
    return isUndefined(parts) ? parts : parts[part];
  });
}

export const mseBias = errorPart('bias', {
  id: 'mse_bias',
  title: 'MSE, bias',
  summary: 'Squared difference of the means: the part of the mean squared error that an offset mends.',
});

export const mseScale = errorPart('scale', {
  id: 'mse_scale',
  title: 'MSE, scale',
  summary: 'Squared difference of the standard deviations: the part of the mean squared error that stretching mends.',
});

export const mseScatter = errorPart('scatter', {
  id: 'mse_scatter',
  title: 'MSE, scatter',
  summary: 'The part of the mean squared error that no line mends: 2 sd_p sd_y (1 - PLCC).',
});
