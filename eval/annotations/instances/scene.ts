/**
 * Truths and detections of a whole corpus in columns: one typed array a property, so that half a million detections are a few
 * arrays and not half a million objects. Rows lie picture by picture, in the order of the files within a picture. Loops over rows declare
 * names one by one: `const [a, b] = [..]` makes a list and an iterator each time until the loop is compiled.
 */

interface Rows {
  readonly count: number;
  /** Rows of picture i are `start[i]` to before `start[i + 1]`. */
  readonly start: Uint32Array;
  /** Class: position in the scene's `parts`. */
  readonly part: Uint32Array;
  /** In square pixels, for size classes. */
  readonly area: Float64Array;
}

export interface Truths extends Rows {
  /** 1: a region of many objects, which may be found often. */
  readonly crowd: Uint8Array;
  /** 1: neither right nor wrong when found, not missed when not found. Crowds are. */
  readonly ignored: Uint8Array;
}

export interface Detections extends Rows {
  readonly score: Float64Array;
}

export interface Scene {
  readonly images: number;
  /** Classes, each once. */
  readonly parts: readonly string[];
  readonly truths: Truths;
  readonly detections: Detections;
}

/** Starts of groups that follow each other: one more than there are groups. */
export function startsOf(sizes: ArrayLike<number>): Uint32Array {
  const start = new Uint32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) start[i + 1] = (start[i] as number) + (sizes[i] as number);
  return start;
}

/** The picture of each row. */
export function imageOfRows({ count, start }: Rows): Uint32Array {
  const image = new Uint32Array(count);
  for (let i = 0; i + 1 < start.length; i++) image.fill(i, start[i], start[i + 1]);
  return image;
}
