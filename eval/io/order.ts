/** Orders that depend on no locale. */

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function byNumber(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Numbers by value and before texts; texts by their characters. */
export function byIdentifier(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return byNumber(a, b);
  if (typeof a === typeof b) return byText(String(a), String(b));
  return typeof a === 'number' ? -1 : 1;
}

/** The least and the greatest of some numbers. `Math.max(...values)` would end with a RangeError where there are very many. */
export function extremes(values: readonly number[]): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { least, most };
}
