/** What all metrics of labelled regions share. */
import { regionName } from '../../contracts/common.ts';
import type { Truth } from '../../contracts/corpus.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Measured } from '../../contracts/samples.ts';
import type { Counts } from '../comparison.ts';
import type { SampleMetric } from '../metric.ts';
import { defineMetric } from '../metric.ts';
import type { PredictedRole } from './counts.ts';
import { predictedRoles } from './counts.ts';

interface RegionMetric extends Pick<MetricDefinition, 'id' | 'version' | 'title' | 'summary' | 'better' | 'undefinedWhen'> {
  perSample(counts: Counts): Measured;
}

/** A share of pixels, averaged over the samples where it is defined; how many those are stands beside it. */
export function defineRegionMetric({ undefinedWhen, ...metric }: RegionMetric): SampleMetric {
  return defineMetric<'regions'>({
    unit: 'ratio',
    range: [0, 1],
    secondary: false,
    truthKind: 'regions',
    undefinedWhen: `${undefinedWhen}; or the backend failed`,
    // Not 0: nothing was drawn that could be wrong. That samples failed is a finding of its own (unscored_share), and blocks.
    whenFailed: () => ({ undefined: 'no prediction' }),
    aggregate: { kind: 'mean' },
    ...metric,
  });
}

/** Names from a parameter with dots between them; undefined unless there are so many and each can be a region's. */
export function namesIn(parameter: string, count: number): string[] | undefined {
  const names = parameter.split('.');
  return names.length === count && names.every((name) => regionName.safeParse(name).success) ? names : undefined;
}

/** Regions of a truth that have one of the roles, role by role, names in text order. */
export function regionsIn(truth: Truth, roles: readonly PredictedRole[] = predictedRoles): string[] {
  return roles.flatMap((role) => namesOf(truth, role));
}

export function surroundsIn(truth: Truth): string[] {
  return namesOf(truth, 'surround');
}

function namesOf(truth: Truth, role: PredictedRole | 'surround'): string[] {
  if (truth.kind !== 'regions') return [];
  return Object.entries(truth.regions)
    .flatMap(([name, region]) => (region.role === role ? [name] : []))
    .sort();
}

/** Mean of the defined values; undefined with the reason of the first where there are none. */
export function meanOf(values: readonly Measured[], reasonForNone: string): Measured {
  const defined = values.filter((value) => typeof value === 'number');
  if (defined.length > 0) return defined.reduce((sum, value) => sum + value, 0) / defined.length;
  return values[0] ?? { undefined: reasonForNone };
}
