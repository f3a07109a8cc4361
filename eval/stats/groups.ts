/** Sums per group: all that a resample of groups needs to know about the samples. */
import { Scratch } from '../io/typed_arrays.ts';
import { sumsOf } from './sum.ts';

/** Samples in their groups. */
export interface Grouping {
  /** Numbers of the groups that have at least one of the samples, ascending. */
  readonly groups: Int32Array;
  /** Of each sample, in the order given: where its group stands among these. */
  readonly placeOf: Int32Array;
  /** How many of the samples each group has. */
  readonly sizes: Float64Array;
}

/** By list of samples: all columns of a place ask for the same one, one after the other. */
const known = new WeakMap<object, Grouping & { readonly groupOf: Int32Array }>();

/**
 * @param samples positions in `groupOf`; a list that is never changed
 * @param groupOf group number of each sample
 */
export function grouped(samples: ArrayLike<number>, groupOf: Int32Array): Grouping {
  const made = known.get(samples);
  if (made?.groupOf === groupOf) return made;
  let greatest = -1;
  for (let i = 0; i < samples.length; i++) greatest = Math.max(greatest, groupOf[samples[i] as number] as number);
  const places = placesByGroup.of(1 + greatest).fill(-1);
  let count = 0;
  for (let i = 0; i < samples.length; i++) {
    const group = groupOf[samples[i] as number] as number;
    if (places[group] === -1) count++;
    places[group] = 0;
  }
  const groups = new Int32Array(count);
  for (let group = 0, place = 0; group < places.length; group++) {
    if (places[group] === -1) continue;
    groups[place] = group;
    places[group] = place++;
  }
  const placeOf = new Int32Array(samples.length);
  for (let i = 0; i < samples.length; i++) placeOf[i] = places[groupOf[samples[i] as number] as number] as number;
  const sizes = sizesOf(count, placeOf);
  const grouping = { groups, placeOf, sizes, groupOf };
  known.set(samples, grouping);
  return grouping;
}

const placesByGroup = new Scratch(Int32Array);

function sizesOf(groups: number, placeOf: Int32Array): Float64Array {
  if (groups < placeOf.length) {
    const sizes = new Float64Array(groups);
    for (const place of placeOf) (sizes[place] as number)++;
    return sizes;
  }
  if (ones.length < groups) ones = new Float64Array(groups).fill(1);
  return ones.subarray(0, groups);
}

/** Groups of one sample all have the same sizes. */
let ones = new Float64Array();

/** Adds up values over the samples of each group, in the order of the groups. */
export function sumByGroup(samples: ArrayLike<number>, { groups, placeOf }: Grouping, values: ArrayLike<number>): Float64Array {
  if (groups.length < samples.length) return sumsOf(groups.length, samples, placeOf, values);
  // A group of one sample has its value, and nothing is lost.
  const sums = new Float64Array(groups.length);
  for (let i = 0; i < samples.length; i++) (sums[placeOf[i] as number] as number) += values[samples[i] as number] as number;
  return sums;
}

/** Whether two lists hold the same numbers. */
export function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
