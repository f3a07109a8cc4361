/** Numbers as people read them. Rounding happens here and nowhere before; no locale has a part in it. */
import type { Interval } from '../../contracts/metrics.ts';

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
export function interval(value: Pick<Interval, 'low' | 'high'> | null, show: (bound: number) => string = number): string {
  return value === null ? absent : `${show(value.low)} to ${show(value.high)}`;
}

/** A share as percent without needless decimals: `95%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}

/** The usual decimals, or as many as it takes to tell two unequal numbers apart: a miss must not look like a hit. */
export function decimalsToTell(a: number, b: number): number {
  return decimalsApart(a, b, Math.max(decimalsFor(a), decimalsFor(b)), mostDecimals);
}

/** For sentences in files, which hold plain ASCII numbers: three decimals, or as many as it takes, all of them if need be. */
export function formatter(a: number, b: number): (value: number) => string {
  const decimals = decimalsApart(a, b, usualDecimals, 21);
  return decimals > 20 ? String : (value) => value.toFixed(decimals);
}

function decimalsApart(a: number, b: number, fewest: number, most: number): number {
  let decimals = fewest;
  while (a !== b && decimals < most && a.toFixed(decimals) === b.toFixed(decimals)) decimals++;
  return decimals;
}

/** Of a test: three decimals, or that it is less. */
export function pValue(p: number | null): string {
  return p !== null && p < 0.0005 ? '< 0.001' : number(p);
}

/** `257 parameters, 2.3 kB` */
export function modelSize({ parameters, bytes }: { readonly parameters: number; readonly bytes: number }): string {
  return `${grouped(parameters)} parameter${parameters === 1 ? '' : 's'}, ${byteSize(bytes)}`;
}

/** Digits in threes: `3\u202f258\u202f973`. */
function grouped(n: number): string {
  return String(n).replace(/(?<=\d)(?=(?:\d{3})+$)/g, '\u202f');
}

/** Powers of 1000: `412 B`, `2.3 kB`, `6.8 MB`. */
function byteSize(bytes: number): string {
  const power = Math.min(3, Math.floor((String(bytes).length - 1) / 3));
  return power === 0 ? `${bytes} B` : `${(bytes / 1000 ** power).toFixed(1)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** Samples that a number rests on, and of how many where some have no value: `5`, `5 of 6`. */
export function definedOf({ defined, n }: { readonly defined: number; readonly n: number }): string {
  return defined === n ? String(n) : `${defined} of ${n}`;
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
