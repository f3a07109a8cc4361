/** Sums per group: all that a resample of groups needs to know about the samples. */

export interface SumsByGroup {
  /** Numbers of the groups that have at least one of the samples, ascending. */
  readonly groups: readonly number[];
  /** One array a column, in the order of `groups`. */
  readonly sums: readonly Float64Array[];
}

/**
 * Adds up columns over the samples of each group.
 *
 * @param samples positions in `groupOf` and in every column
 * @param groupOf group number of each sample
 */
export function sumByGroup(samples: readonly number[], groupOf: ArrayLike<number>, columns: readonly ArrayLike<number>[]): SumsByGroup {
  const groups = [...new Set(samples.map((sample) => groupOf[sample]!))].sort((a, b) => a - b);
  const slots = new Map(groups.map((group, slot) => [group, slot]));
  const slotOf = samples.map((sample) => slots.get(groupOf[sample]!)!);
  const sums = columns.map((column) => {
    const totals = new Float64Array(groups.length);
    samples.forEach((sample, i) => {
      totals[slotOf[i]!]! += column[sample]!;
    });
    return totals;
  });
  return { groups, sums };
}
