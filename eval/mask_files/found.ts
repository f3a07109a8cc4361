/** Which values a mask file has, in words: an undeclared label map is told with what stands in it and what to write. */
import { InputError, type Problem } from '../errors/errors.ts';
import type { StoredPixels } from '../image/stored.ts';
import { byNumber } from '../io/order.ts';

/** Pixels of each value, by value. */
export function found({ values }: StoredPixels): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  // Neighbours are mostly equal: a run is counted at once.
  for (let start = 0; start < values.length; ) {
    const value = values[start] as number;
    let end = start + 1;
    while (values[end] === value) end++;
    counts.set(value, (counts.get(value) ?? 0) + end - start);
    start = end;
  }
  return new Map([...counts].sort(([a], [b]) => byNumber(a, b)));
}

/** A value as it is written in `mask_values`. */
export function textOf({ form }: StoredPixels, value: number): string {
  return form === 'colour' ? `#${value.toString(16).padStart(6, '0')}` : String(value);
}

const longestList = 12;

/** `0 (120 px), 1 (8), 255 (3)` */
export function listed(pixels: StoredPixels, values: ReadonlyMap<number, number>): string {
  const shown = [...values].slice(0, longestList).map(([value, count], i) => `${textOf(pixels, value)} (${count}${i === 0 ? ' px' : ''})`);
  return [...shown, ...(values.size > longestList ? [`${values.size - longestList} more values`] : [])].join(', ');
}

/** EV1028 for a mask that can mean several things. */
export function undeclared(pixels: StoredPixels, values: ReadonlyMap<number, number>, key: string, location: string): InputError {
  const problem: Problem = {
    code: 'EV1028',
    location,
    message: `the mask ${key} is not black and one other value, and no mask_values says what its ${values.size} values mean`,
    got: listed(pixels, values),
    cure: `Write ${suggestion(pixels, [...values.keys()])} into the corpus.`,
  };
  return new InputError(problem);
}

/** More values than this are shades, not labels. */
export const mostLabels = 64;

function suggestion(pixels: StoredPixels, values: readonly number[]): string {
  if (values.length > mostLabels || pixels.form === 'alpha')
    return `mask_values = {"threshold": ${pixels.maximum === 255 ? 128 : 32768}} (soft edges; or "nonzero", or a map of values)`;
  const named = values.filter((value) => value !== 0).map((value) => textOf(pixels, value));
  const [first = '1', ...more] = named.map((value) => (value.startsWith('#') ? JSON.stringify(value) : value));
  const map = `mask_values = {"parts": {${first}: "…"${more.length > 0 ? `, ${more[0]}: "…"` : ''}${more.length > 1 ? ', …' : ''}}}`;
  return `${map} (or "nonzero" where all but 0 is foreground, or {"threshold": 128} where edges are soft)`;
}
