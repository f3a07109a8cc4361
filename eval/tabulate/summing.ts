/** How the values of a column become one number, over any samples, and over any groups of them as often as they are drawn. */
import type { Measured } from '../contracts/samples.ts';
import type { Pairs } from '../metrics/comparison.ts';
import type { SetMetric } from '../metrics/metric.ts';
import type { Part } from '../stats/bootstrap.ts';
import { sumByGroup } from '../stats/groups.ts';
import { sum } from '../stats/sum.ts';
import { at } from './evaluation.ts';

export interface Summing {
  /** The aggregate over samples, each of which counts. */
  over(samples: readonly number[]): Measured;
  /** What a resample of groups computes the same from. */
  byGroup(samples: readonly number[], groupOf: Int32Array): { readonly groups: readonly number[]; readonly part: Part };
}

const nothing: Measured = { undefined: 'there is nothing to divide by' };

/** A ratio of two sums over samples: value and 1 for a mean, two counts for a pooled rate. */
export function ratioOf(numerators: Float64Array, denominators: Float64Array): Summing {
  return {
    over(samples) {
      const denominator = sum(samples.map((i) => at(denominators, i)));
      return denominator === 0 ? nothing : sum(samples.map((i) => at(numerators, i))) / denominator;
    },
    byGroup(samples, groupOf) {
      const { groups, sums } = sumByGroup(samples, groupOf, { numerators, denominators });
      return { groups, part: sums };
    },
  };
}

/** A number of all pairs of numbers together. @param pairs one element a sample; null where there are none */
export function setOf(metric: SetMetric, pairs: readonly (Pairs | null)[]): Summing {
  const pairsOf = (samples: readonly number[]): Pairs[] => samples.flatMap((i) => pairs[i] ?? []);
  return {
    over: (samples) => metric.over(pairsOf(samples)),
    byGroup(samples, groupOf) {
      const members = [...Map.groupBy(samples, (i) => at(groupOf, i))].sort(([a], [b]) => a - b);
      const ofGroup = members.map(([, group]) => pairsOf(group));
      const evaluate = (drawn: Float64Array): number => {
        const value = metric.over(ofGroup.flatMap((group, g) => Array.from({ length: at(drawn, g) }, () => group).flat()));
        return typeof value === 'number' ? value : Number.NaN;
      };
      return { groups: members.map(([group]) => group), part: { evaluate } };
    },
  };
}
