/** How the values of a column become one number, over any samples, and over any groups of them as often as they are drawn. */

import type { CorpusDefinition, CorpusMetric, WeightedNumbers } from '../annotations/metric.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import type { Part, Resampled } from '../stats/bootstrap.ts';
import { sumByGroup } from '../stats/groups.ts';
import { sum } from '../stats/sum.ts';
import { at, existing } from './items.ts';

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

/**
 * Metrics of whole slices on the rows of one backend. Those of one definition share what was prepared, and in a resample one
 * pass gives all of them.
 */
export function preparedOf(rows: readonly SampleRow[]): (metric: CorpusMetric) => Summing {
  const passes = new Map<CorpusDefinition, Pass>();
  return ({ definition, position }) => {
    const pass = passes.get(definition) ?? new Pass(definition, rows);
    passes.set(definition, pass);
    return {
      over: (samples) => at(pass.over(samples), position),
      byGroup(samples, groupOf) {
        const { groups, resampled } = pass.byGroup(samples, groupOf);
        return { groups, part: { resampled, position } };
      },
    };
  };
}

/** One definition on the rows of one backend, prepared for the samples that were asked for last: metrics are asked one after the other. */
class Pass {
  readonly #definition: CorpusDefinition;
  readonly #rows: readonly SampleRow[];
  #samples: readonly number[] | undefined;
  #weighted: WeightedNumbers = () => [];
  #resampled: ReturnType<Pass['byGroup']> | undefined;

  constructor(definition: CorpusDefinition, rows: readonly SampleRow[]) {
    this.#definition = definition;
    this.#rows = rows;
  }

  over(samples: readonly number[]): readonly Measured[] {
    return this.#prepared(samples)(new Float64Array(samples.length).fill(1));
  }

  byGroup(samples: readonly number[], groupOf: Int32Array): { readonly groups: readonly number[]; readonly resampled: Resampled } {
    const weighted = this.#prepared(samples);
    if (this.#resampled !== undefined) return this.#resampled;
    const groups = [...new Set(samples.map((i) => at(groupOf, i)))].sort((a, b) => a - b);
    const numbers = new Map(groups.map((group, number) => [group, number]));
    const numberOf = Int32Array.from(samples, (i) => existing(numbers.get(at(groupOf, i))));
    const weights = new Float64Array(samples.length);
    const evaluate = (drawn: Float64Array): Float64Array => {
      for (let i = 0; i < weights.length; i++) weights[i] = drawn[numberOf[i] as number] as number;
      return Float64Array.from(weighted(weights), (value) => (typeof value === 'number' ? value : Number.NaN));
    };
    this.#resampled = { groups, resampled: { evaluate } };
    return this.#resampled;
  }

  #prepared(samples: readonly number[]): WeightedNumbers {
    if (this.#samples?.length !== samples.length || !samples.every((sample, i) => sample === this.#samples?.[i])) {
      this.#samples = samples;
      this.#resampled = undefined;
      this.#weighted = this.#definition.prepare(samples.map((i) => existing(at(this.#rows, i).pairs)));
    }
    return this.#weighted;
  }
}
