/** Populations whose numbers are known, for simulations of how often an interval misses them. */
export type Unit = () => number;
export type Evaluate = (weights: Float64Array) => number;

export interface Case {
  readonly name: string;
  readonly truth: number;
  /** A statistic of n fresh samples, asked with how often each counts. */
  readonly draw: (n: number, unit: Unit) => Evaluate;
  /** Samples are 0 or 1. */
  readonly isRate?: boolean;
  readonly isCorrelation?: boolean;
}

function normal(unit: Unit): number {
  return Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
}

/** Beta(a, b) of whole parameters: the a-th smallest of a + b - 1 numbers. */
function beta(a: number, b: number, unit: Unit): number {
  return Array.from({ length: a + b - 1 }, unit).sort((x, y) => x - y)[a - 1] as number;
}

/** One mask in 12 is missed, the others overlap well: bounded and skewed like IoU. */
const missed = 1 / 12;
const overlap = (unit: Unit): number => (unit() < missed ? 0 : beta(12, 2, unit));
const meanOverlap = (1 - missed) * (12 / 14);

function meanOf(values: readonly number[]): Evaluate {
  return (weights) => {
    let [sum, n] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      sum += (weights[i] as number) * (values[i] as number);
      n += weights[i] as number;
    }
    return sum / n;
  };
}

function correlationOf(rows: readonly (readonly [number, number])[]): Evaluate {
  return (weights) => {
    let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < rows.length; i++) {
      const [[a, b], w] = [rows[i] as readonly [number, number], weights[i] as number];
      n += w;
      x += w * a;
      y += w * b;
      xx += w * a * a;
      yy += w * b * b;
      xy += w * a * b;
    }
    return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
  };
}

export const drawn = <T>(n: number, one: () => T): T[] => Array.from({ length: n }, one);
const rate = (share: number): Case => ({
  name: `rate ${share}`,
  truth: share,
  isRate: true,
  draw: (n, unit) => meanOf(drawn(n, () => (unit() < share ? 1 : 0))),
});
const correlation = (rho: number): Case => ({
  name: `correlation ${rho}`,
  truth: rho,
  isCorrelation: true,
  draw: (n, unit) =>
    correlationOf(
      drawn(n, () => {
        const x = normal(unit);
        return [x, rho * x + Math.sqrt(1 - rho * rho) * normal(unit)] as const;
      }),
    ),
});

export const knownTruths: readonly Case[] = [
  { name: 'mean mask IoU', truth: meanOverlap, draw: (n, unit) => meanOf(drawn(n, () => overlap(unit))) },
  {
    name: 'difference of mask IoU',
    truth: 0,
    draw: (n, unit) => meanOf(drawn(n, () => overlap(unit) - overlap(unit))),
  },
  rate(0.7),
  rate(0.9),
  correlation(0.5),
  correlation(0.9),
];
