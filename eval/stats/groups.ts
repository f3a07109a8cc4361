/** Sums per group: all that a resample of groups needs to know about the samples. */
import type { GroupSums } from './bootstrap.ts';
import { sumsOf } from './sum.ts';

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
  const groups = groupsOf(samples, groupOf);
  const numberOf = new Int32Array((groups.at(-1) ?? -1) + 1);
  for (const [number, group] of groups.entries()) numberOf[group] = number;
  const sumOf = (sample: number): number => numberOf[groupOf[sample] as number] as number;
  const add = (terms: Float64Array): Float64Array => sumsOf(groups.length, samples, sumOf, terms);
  return { groups, sums: { numerators: add(numerators), denominators: add(denominators) } };
}

/** Numbers of the groups that have at least one of the samples, ascending. */
export function groupsOf(samples: readonly number[], groupOf: Int32Array): number[] {
  const isThere = new Uint8Array(groupOf.reduce((most, group) => Math.max(most, group), -1) + 1);
  for (const sample of samples) isThere[groupOf[sample] as number] = 1;
  const groups: number[] = [];
  for (const [group, there] of isThere.entries()) if (there === 1) groups.push(group);
  return groups;
}
