/** How the values of a column become one number, over any samples, and over any groups of them as often as they are drawn. */
import type { RateCounts } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import type { Numbers } from '../io/typed_arrays.ts';
import type { Part, Resampled } from '../stats/bootstrap.ts';
import { grouped, isSame, sumByGroup } from '../stats/groups.ts';
import { sumAt } from '../stats/sum.ts';
import { at } from './items.ts';

/** Positions of samples, ascending; a list that is never changed. */
export type Positions = ArrayLike<number> & Iterable<number>;

export interface Summing {
  /** The aggregate over samples, each of which counts. */
  over(samples: Positions): Measured;
  /** The two whole numbers that the aggregate is the ratio of; undefined where it is no rate. */
  counts(samples: Positions): RateCounts | undefined;
  /** What a resample of groups computes the same from. */
  byGroup(samples: Positions, groupOf: Int32Array): ByGroup;
}

export interface ByGroup {
  readonly groups: ArrayLike<number>;
  readonly part: Part;
}

const nothing: Measured = { undefined: 'there is nothing to divide by' };

/** A mean of values. */
export function meanOf(values: Float64Array): Summing {
  return {
    counts: (samples) => wholeCounts(wholeSum(samples, values), samples.length),
    over: (samples) => (samples.length === 0 ? nothing : sumAt(samples, values) / samples.length),
    byGroup: remembered((samples, groupOf) => {
      const grouping = grouped(samples, groupOf);
      return { groups: grouping.groups, part: { numerators: sumByGroup(samples, grouping, values), denominators: grouping.sizes } };
    }),
  };
}

/** A pooled rate: a ratio of two sums of counts. */
export function ratioOf(above: Numbers, below: Numbers): Summing {
  return {
    counts: (samples) => wholeCounts(wholeSum(samples, above.values), wholeSum(samples, below.values)),
    over(samples) {
      const denominator = sumAt(samples, below.values);
      return denominator === 0 ? nothing : sumAt(samples, above.values) / denominator;
    },
    byGroup: remembered((samples, groupOf) => {
      const grouping = grouped(samples, groupOf);
      const sums = ({ values }: Numbers): Float64Array => sumByGroup(samples, grouping, values);
      return { groups: grouping.groups, part: { numerators: sums(above), denominators: sums(below) } };
    }),
  };
}

/** A row and a difference of one place mostly ask about the same samples, one after the other. */
function remembered(byGroup: Summing['byGroup']): Summing['byGroup'] {
  let last: { readonly samples: Positions; readonly groupOf: Int32Array; readonly made: ByGroup } | undefined;
  return (samples, groupOf) => {
    if (last?.samples !== samples || last.groupOf !== groupOf) last = { samples, groupOf, made: byGroup(samples, groupOf) };
    return last.made;
  };
}

/** NaN where a value is no whole number. */
function wholeSum(samples: Positions, values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = at(values, samples[i] as number);
    if (!Number.isInteger(value)) return Number.NaN;
    total += value;
  }
  return total;
}

/** Beyond whole numbers that are safe, a sum of doubles is no longer the sum of the whole numbers. */
function wholeCounts(numerator: number, denominator: number): RateCounts | undefined {
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator !== 0 ? { numerator, denominator } : undefined;
}

/** All numbers of a definition over some samples, asked with how often each counts. */
type Prepare = (samples: Positions) => (weights: Float64Array) => readonly Measured[];

interface Whole {
  readonly samples: Positions;
  /** By sample. */
  readonly weights: Float64Array;
  weighted?: ReturnType<Prepare>;
}

/**
 * Numbers of whole slices, prepared for the samples that were asked for last: metrics are asked one after the other. What a resample is
 * computed from is prepared when the first is drawn.
 */
export class Prepared {
  readonly #prepare: Prepare;
  /** Asked about all samples, where a slice is some of them, each with weight 1, and the others with weight 0. */
  readonly #all: Whole | undefined;
  #samples: Positions = [];
  #weighted: ReturnType<Prepare> | undefined;
  /** What the samples themselves give, each counted once. */
  #once: readonly Measured[] | undefined;
  #resampled: { readonly groups: ArrayLike<number>; readonly resampled: Resampled } | undefined;

  /** @param all every sample that has what is measured, where weights of 0 and 1 give a slice's numbers to the last digit */
  constructor(prepare: Prepare, all?: Positions) {
    this.#prepare = prepare;
    this.#all = all && { samples: all, weights: new Float64Array(1 + (all[all.length - 1] ?? -1)) };
  }

  /** The number at a position of what was prepared; those of one slice share the pass. */
  summing(position: number): Summing {
    return {
      over: (samples) => at(this.#over(samples), position),
      counts: () => undefined,
      byGroup: (samples, groupOf) => {
        const { groups, resampled } = this.#byGroup(samples, groupOf);
        return { groups, part: { resampled, position } };
      },
    };
  }

  #over(samples: Positions): readonly Measured[] {
    this.#turnTo(samples);
    this.#once ??= this.#all === undefined ? this.#prepared(samples)(new Float64Array(samples.length).fill(1)) : this.#ofAll(samples, this.#all);
    return this.#once;
  }

  #ofAll(samples: Positions, all: Whole): readonly Measured[] {
    all.weighted ??= this.#prepare(all.samples);
    all.weights.fill(0);
    for (let i = 0; i < samples.length; i++) all.weights[samples[i] as number] = 1;
    const weights = new Float64Array(all.samples.length);
    for (let i = 0; i < weights.length; i++) weights[i] = all.weights[all.samples[i] as number] as number;
    return all.weighted(weights);
  }

  #byGroup(samples: Positions, groupOf: Int32Array): { readonly groups: ArrayLike<number>; readonly resampled: Resampled } {
    this.#turnTo(samples);
    if (this.#resampled !== undefined) return this.#resampled;
    const { groups, placeOf } = grouped(samples, groupOf);
    const weights = new Float64Array(samples.length);
    let weighted: ReturnType<Prepare> | undefined;
    const evaluate = (drawn: Float64Array): Float64Array => {
      weighted ??= this.#prepared(samples);
      for (let i = 0; i < weights.length; i++) weights[i] = drawn[placeOf[i] as number] as number;
      return Float64Array.from(weighted(weights), (value) => (typeof value === 'number' ? value : Number.NaN));
    };
    this.#resampled = { groups, resampled: { evaluate } };
    return this.#resampled;
  }

  #prepared(samples: Positions): ReturnType<Prepare> {
    this.#turnTo(samples);
    this.#weighted ??= this.#prepare(samples);
    return this.#weighted;
  }

  #turnTo(samples: Positions): void {
    if (this.#samples === samples) return;
    const isEqual = isSame(samples, this.#samples);
    // The next question is mostly about the very same list.
    this.#samples = samples;
    if (isEqual) return;
    this.#resampled = undefined;
    this.#once = undefined;
    this.#weighted = undefined;
  }
}
