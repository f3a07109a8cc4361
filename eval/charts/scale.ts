/** Positions in charts. */

/** A linear map of a domain on a length, held at its ends. */
export type Scale = (value: number) => number;

export type Domain = readonly [low: number, high: number];

export function scale([low, high]: Domain, length: number): Scale {
  const width = high - low || 1;
  return (value) => round(Math.min(Math.max((value - low) / width, 0), 1) * length);
}

/** Two decimals: finer than any screen, and the same text everywhere. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A linear map of a domain on the positions between two ends of a drawing. */
export function between(domain: Domain, from: number, to: number): Scale {
  const at = scale(domain, Math.abs(to - from));
  return (value) => round(from + Math.sign(to - from) * at(value));
}

/** A position as a share of the drawing's width, so that a chart stretches and its marks do not. */
export function share(at: Scale): (value: number) => string {
  return (value) => `${at(value)}%`;
}

/** The range of a metric; where it is open, the values' own. */
export function domainOf([low, high]: readonly [number | null, number | null], values: readonly number[]): Domain {
  return [low ?? values.reduce((a, b) => Math.min(a, b), Infinity), high ?? values.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** Round steps through a domain, about so many. */
export function ticks([low, high]: Domain, about: number): number[] {
  const rough = (high - low || 1) / about;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

const mostDecimals = 9;

export interface Tick {
  readonly value: number;
  /** With as many decimals as it takes to write all ticks of the axis. */
  readonly text: string;
}

export function labelledTicks(domain: Domain, about: number): Tick[] {
  const values = ticks(domain, about);
  let decimals = 0;
  while (decimals < mostDecimals && values.some((value) => Number(value.toFixed(decimals)) !== value)) decimals++;
  return values.map((value) => ({ value, text: value.toFixed(decimals).replace('-', '\u2212') }));
}
