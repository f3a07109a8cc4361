/** Areas, boxes and set operations on runs; no pixel is decoded. */

import { type Runs, RunsBuilder } from './run_length.ts';

/** Foreground pixels. */
export function area(runs: Runs): number {
  const { counts } = runs;
  let sum = 0;
  for (let i = 1; i < counts.length; i += 2) sum += counts[i] as number;
  return sum;
}

/** Tight box [x, y, width, height] of the foreground in pixels; null when there is none. */
export function boundingBox(runs: Runs): [x: number, y: number, width: number, height: number] | null {
  const { height, width, counts } = runs;
  let [left, top, right, bottom] = [width, height, -1, -1];
  let start = 0;
  for (let i = 1; i < counts.length; i += 2) {
    start += counts[i - 1] as number;
    const length = counts[i] as number;
    if (length === 0) continue;
    const last = start + length - 1;
    const firstColumn = Math.floor(start / height);
    const lastColumn = Math.floor(last / height);
    // A run that goes on in the next column touches the bottom and the top.
    const oneColumn = firstColumn === lastColumn;
    left = Math.min(left, firstColumn);
    right = lastColumn;
    top = Math.min(top, oneColumn ? start - firstColumn * height : 0);
    bottom = Math.max(bottom, oneColumn ? last - firstColumn * height : height - 1);
    start = last + 1;
  }
  return right < 0 ? null : [left, top, right - left + 1, bottom - top + 1];
}

/** Pixels in both masks, which must have one size. */
export function intersectionArea(a: Runs, b: Runs): number {
  assertSameSize(a, b);
  const countsA = a.counts;
  const countsB = b.counts;
  if (countsA.length < 2 || countsB.length < 2) return 0;
  // Foreground run i of a is [startA, endA), run j of b [startB, endB); the one that ends first is done.
  let [i, j, sum] = [1, 1, 0];
  let startA = countsA[0] as number;
  let endA = startA + (countsA[1] as number);
  let startB = countsB[0] as number;
  let endB = startB + (countsB[1] as number);
  for (;;) {
    const start = Math.max(startA, startB);
    if (endA <= endB) {
      if (endA > start) sum += endA - start;
      i += 2;
      if (i >= countsA.length) return sum;
      startA = endA + (countsA[i - 1] as number);
      endA = startA + (countsA[i] as number);
    } else {
      if (endB > start) sum += endB - start;
      j += 2;
      if (j >= countsB.length) return sum;
      startB = endB + (countsB[j - 1] as number);
      endB = startB + (countsB[j] as number);
    }
  }
}

/** Pixels in either mask. */
export function unionArea(a: Runs, b: Runs): number {
  return area(a) + area(b) - intersectionArea(a, b);
}

/** Pixels in any of the masks, in canonical form; without masks an empty one. All must be height x width. */
export function union(list: readonly Runs[], height: number, width: number): Runs {
  return list.reduce(unionOfTwo, { height, width, counts: Uint32Array.of(height * width) });
}

function unionOfTwo(a: Runs, b: Runs): Runs {
  assertSameSize(a, b);
  const builder = new RunsBuilder();
  let [i, j] = [1, 1];
  let startA = a.counts[0] as number;
  let startB = b.counts[0] as number;
  while (i < a.counts.length || j < b.counts.length) {
    if (j >= b.counts.length || (i < a.counts.length && startA <= startB)) {
      const end = startA + (a.counts[i] as number);
      builder.append(startA, end);
      startA = end + (a.counts[i + 1] ?? 0);
      i += 2;
    } else {
      const end = startB + (b.counts[j] as number);
      builder.append(startB, end);
      startB = end + (b.counts[j + 1] ?? 0);
      j += 2;
    }
  }
  return builder.finish(a.height, a.width);
}

/** Pixels of the first mask that are not in the second, in canonical form; both must have one size. */
export function difference(a: Runs, b: Runs): Runs {
  assertSameSize(a, b);
  const builder = new RunsBuilder();
  let j = 1;
  let startA = a.counts[0] as number;
  let startB = b.counts[0] as number;
  for (let i = 1; i < a.counts.length; i += 2) {
    const endA = startA + (a.counts[i] as number);
    let from = startA;
    while (j < b.counts.length && startB < endA) {
      const endB = startB + (b.counts[j] as number);
      builder.append(from, startB);
      from = Math.max(from, endB);
      // A run of b that goes on behind this run of a is needed for the next one too.
      if (endB > endA) break;
      startB = endB + (b.counts[j + 1] ?? 0);
      j += 2;
    }
    builder.append(from, endA);
    startA = endA + (a.counts[i + 1] ?? 0);
  }
  return builder.finish(a.height, a.width);
}

function assertSameSize(a: Runs, b: Runs): void {
  if (a.height !== b.height || a.width !== b.width) {
    throw new RangeError(`masks of ${a.height} x ${a.width} and ${b.height} x ${b.width} pixels cannot be combined`);
  }
}
