/** Metrics of whole slices: over the frames of all clips put together, or over the clips. A sample is one clip. */
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Measured } from '../../contracts/samples.ts';
import type { Numbers } from '../../stats/regression/pairs.ts';
import { sum } from '../../stats/sum.ts';
import type { Pairs } from '../comparison.ts';
import type { SetMetric } from '../metric.ts';

/** A number about two columns, or why there is none. */
export type Statistic = (predicted: Numbers, target: Numbers) => Measured;

/** One row a frame: a long clip weighs more than a short one. */
export function overFrames(definition: MetricDefinition, statistic: Statistic): SetMetric {
  return setMetric(definition, (samples) => statistic(joined(samples, 'predicted'), joined(samples, 'target')));
}

/** One row a clip, the means over its frames: frames of one clip are hardly independent, clips are. */
export function overClips(definition: MetricDefinition, statistic: Statistic): SetMetric {
  return setMetric(definition, (samples) =>
    statistic(
      samples.map(({ predicted }) => mean(predicted)),
      samples.map(({ target }) => mean(target)),
    ),
  );
}

function setMetric(definition: MetricDefinition, over: (samples: readonly Pairs[]) => Measured): SetMetric {
  return { kind: 'set', truthKind: 'series', ...definition, over };
}

/** A column over all samples: resampling asks for it thousands of times. */
function joined(samples: readonly Pairs[], column: keyof Pairs): Float64Array {
  const all = new Float64Array(samples.reduce((frames, pairs) => frames + pairs[column].length, 0));
  let at = 0;
  for (const { [column]: values } of samples) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

/** NaN for no frames, which no statistic takes. */
function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
