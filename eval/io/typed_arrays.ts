/** The same numbers in a longer list; behind them are zeros. */
export function longer<T extends Float64Array | Int32Array | Uint32Array>(values: T, length: number): T {
  const all = new (values.constructor as new (length: number) => T)(length);
  all.set(values);
  return all;
}
