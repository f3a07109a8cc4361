/** Sums per group: all that a resample of groups needs to know about the samples. */
import type { GroupSums } from './bootstrap.ts';
import { sum } from './sum.ts';

/** What each sample adds to the two sums of a ratio. */
export interface Terms {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
}

export interface SumsByGroup {
  /** Numbers of the groups that have at least one of the samples, ascending. */
  readonly groups: readonly number[];
  /** In the order of `groups`. */
  readonly sums: GroupSums;
}

/**
 * Adds up terms over the samples of each group.
 *
 * @param samples positions in `groupOf` and in the terms
 * @param groupOf group number of each sample
 */
export function sumByGroup(samples: readonly number[], groupOf: Int32Array, { numerators, denominators }: Terms): SumsByGroup {
  const members = [...Map.groupBy(samples, (sample) => groupOf[sample] as number)].sort(([a], [b]) => a - b);
  const add = (terms: Float64Array): Float64Array =>
    Float64Array.from(members, ([, ofGroup]) => sum(ofGroup.map((sample) => terms[sample] as number)));
  return { groups: members.map(([group]) => group), sums: { numerators: add(numerators), denominators: add(denominators) } };
}
