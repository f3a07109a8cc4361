/** Numbers as people read them. Rounding happens here and nowhere before; no locale has a part in it. */
import type { Interval } from '../contracts/metrics.ts';

const minus = '\u2212';
/** What stands in place of a number that is not there. */
export const absent = '\u2013';

const usualDecimals = 3;
const mostDecimals = 9;

/** Three decimals, fewer from 100 on: `0.143`, `−0.080`, `1536.2`. */
export function number(value: number | null, decimals = decimalsFor(value)): string {
  return value === null ? absent : withSign(value, decimals, '');
}

/** A difference: `+0.063`, `−0.143`, `0.000`. */
export function signed(value: number | null, decimals = decimalsFor(value)): string {
  return value === null ? absent : withSign(value, decimals, '+');
}

/** `−0.285 to −0.031` */
export function interval(value: Interval | null, show: (bound: number) => string = number): string {
  return value === null ? absent : `${show(value.low)} to ${show(value.high)}`;
}

/** A share as percent without needless decimals: `95%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}

/** The usual decimals, or as many as it takes to tell two unequal numbers apart: a miss must not look like a hit. */
export function decimalsToTell(a: number, b: number): number {
  let decimals = Math.max(decimalsFor(a), decimalsFor(b));
  while (a !== b && decimals < mostDecimals && a.toFixed(decimals) === b.toFixed(decimals)) decimals++;
  return decimals;
}

/** `1 sample`, `6 samples` */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function withSign(value: number, decimals: number, plus: string): string {
  const digits = Math.abs(value).toFixed(decimals);
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? minus : plus}${digits}`;
}

function decimalsFor(value: number | null): number {
  const size = Math.abs(value ?? 0);
  return size < 100 ? usualDecimals : size < 10_000 ? 1 : 0;
}
