/** Which samples a number is about. */
import type { AcrossRow, Where } from '../contracts/metrics.ts';

export function wholeCorpus(corpus: string): Where {
  return { corpus, slice: null };
}

/** What statistics across a dimension are about. */
export function acrossWhere({ corpus, dimension, part }: Pick<AcrossRow, 'corpus' | 'dimension' | 'part'>): Where {
  return { corpus, slice: null, across: dimension, ...(part !== undefined && { part }) };
}

/** Equal for equal subsets, whatever the order of their keys. */
export function subsetKey({ corpus, slice, across, part }: Where): string {
  return JSON.stringify([
    corpus,
    ...(slice === null ? [] : [slice.dimension, slice.value]),
    ...(across === undefined ? [] : [{ across }]),
    ...(part === undefined ? [] : [{ part }]),
  ]);
}

interface Placed {
  readonly corpus: string;
  readonly slices: Readonly<Record<string, readonly string[]>>;
}

/** Whether a sample is one of those that a number of the subset is about. */
export function isIn(sample: Placed, { corpus, slice }: Where): boolean {
  return sample.corpus === corpus && (slice === null || (sample.slices[slice.dimension]?.includes(slice.value) ?? false));
}

/** The values of all dimensions that a sample is in, by dimension. */
export function sliceValues({ slices }: Pick<Placed, 'slices'>): string[] {
  const values = Object.keys(slices)
    .sort()
    .flatMap((dimension) => slices[dimension] ?? []);
  return [...new Set(values)];
}
