/** How the values of a column become one number, over any samples, and over any groups of them as often as they are drawn. */
import type { RateCounts } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import type { Part, Resampled } from '../stats/bootstrap.ts';
import { groupsOf, sumByGroup } from '../stats/groups.ts';
import { sum } from '../stats/sum.ts';
import { at, must } from './items.ts';

export interface Summing {
  /** The aggregate over samples, each of which counts. */
  over(samples: readonly number[]): Measured;
  /** The two whole numbers that the aggregate is the ratio of; undefined where it is no rate. */
  counts(samples: readonly number[]): RateCounts | undefined;
  /** What a resample of groups computes the same from. */
  byGroup(samples: readonly number[], groupOf: Int32Array): { readonly groups: readonly number[]; readonly part: Part };
}

const nothing: Measured = { undefined: 'there is nothing to divide by' };

/** A ratio of two sums over samples: value and 1 for a mean, two counts for a pooled rate. */
export function ratioOf(numerators: Float64Array, denominators: Float64Array): Summing {
  return {
    counts(samples) {
      const isWhole = samples.every((i) => Number.isInteger(at(numerators, i)) && Number.isInteger(at(denominators, i)));
      if (!isWhole) return undefined;
      const [numerator, denominator] = [numerators, denominators].map((parts) => samples.reduce((total, i) => total + at(parts, i), 0));
      // Beyond these, a sum of doubles is no longer the sum of the whole numbers.
      if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0) return undefined;
      return { numerator: numerator as number, denominator: denominator as number };
    },
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

/** All numbers of a definition over some samples, asked with how often each counts. */
type Prepare = (samples: readonly number[]) => (weights: Float64Array) => readonly Measured[];

interface Whole {
  readonly samples: readonly number[];
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
  #samples: readonly number[] = [];
  #weighted: ReturnType<Prepare> | undefined;
  /** What the samples themselves give, each counted once. */
  #once: readonly Measured[] | undefined;
  #resampled: { readonly groups: readonly number[]; readonly resampled: Resampled } | undefined;

  /** @param all every sample that has what is measured, where weights of 0 and 1 give a slice's numbers to the last digit */
  constructor(prepare: Prepare, all?: readonly number[]) {
    this.#prepare = prepare;
    this.#all = all && { samples: all, weights: new Float64Array(1 + Math.max(-1, ...all)) };
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

  #over(samples: readonly number[]): readonly Measured[] {
    this.#turnTo(samples);
    this.#once ??= this.#all === undefined ? this.#prepared(samples)(new Float64Array(samples.length).fill(1)) : this.#ofAll(samples, this.#all);
    return this.#once;
  }

  #ofAll(samples: readonly number[], all: Whole): readonly Measured[] {
    all.weighted ??= this.#prepare(all.samples);
    all.weights.fill(0);
    for (const i of samples) all.weights[i] = 1;
    return all.weighted(Float64Array.from(all.samples, (i) => at(all.weights, i)));
  }

  #byGroup(samples: readonly number[], groupOf: Int32Array): { readonly groups: readonly number[]; readonly resampled: Resampled } {
    this.#turnTo(samples);
    if (this.#resampled !== undefined) return this.#resampled;
    const groups = groupsOf(samples, groupOf);
    const numbers = new Map(groups.map((group, number) => [group, number]));
    const numberOf = Int32Array.from(samples, (i) => must(numbers.get(at(groupOf, i))));
    const weights = new Float64Array(samples.length);
    let weighted: ReturnType<Prepare> | undefined;
    const evaluate = (drawn: Float64Array): Float64Array => {
      weighted ??= this.#prepared(samples);
      for (let i = 0; i < weights.length; i++) weights[i] = drawn[numberOf[i] as number] as number;
      return Float64Array.from(weighted(weights), (value) => (typeof value === 'number' ? value : Number.NaN));
    };
    this.#resampled = { groups, resampled: { evaluate } };
    return this.#resampled;
  }

  #prepared(samples: readonly number[]): ReturnType<Prepare> {
    this.#turnTo(samples);
    this.#weighted ??= this.#prepare(samples);
    return this.#weighted;
  }

  #turnTo(samples: readonly number[]): void {
    if (this.#samples === samples) return;
    const isEqual = this.#samples.length === samples.length && samples.every((sample, i) => sample === this.#samples[i]);
    // The next question is mostly about the very same list.
    this.#samples = samples;
    if (isEqual) return;
    this.#resampled = undefined;
    this.#once = undefined;
    this.#weighted = undefined;
  }
}
