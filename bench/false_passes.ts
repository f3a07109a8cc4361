/**
 * How often a bound passes that should not: `node bench/false_passes.ts [repetitions] [case]`. The truth is put on the limit itself, so that a
 * criterion with `holds: interval` passes by chance alone, and an honest interval of 95% does so in 2.5% of cases. Prints a table of
 * percent for each method and number of samples: where the lower bound reaches the truth (passes), where the upper one misses it (fails).
 */
import type { Resampled } from '../eval/stats/bootstrap.ts';
import { expandedTail, replicates } from '../eval/stats/bootstrap.ts';
import { clopperPearson } from '../eval/stats/clopper_pearson.ts';
import { quantile } from '../eval/stats/quantile.ts';
import { randomStream } from '../eval/stats/random.ts';
import { standardNormal } from '../eval/stats/regression/normal.ts';
import { tailQuantile } from '../eval/stats/regression/tail_quantile.ts';

const [level, resamples] = [0.95, 1000];
const sizes = [5, 10, 20, 50, 100, 200];

type Unit = () => number;
type Evaluate = (weights: Float64Array) => number;

interface Case {
  readonly name: string;
  readonly truth: number;
  /** A statistic of n fresh samples, asked with how often each counts. */
  readonly draw: (n: number, unit: Unit) => Evaluate;
  /** Samples are 0 or 1. */
  readonly isRate?: boolean;
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

const drawn = <T>(n: number, one: () => T): T[] => Array.from({ length: n }, one);
const rate = (share: number): Case => ({
  name: `rate ${share}`,
  truth: share,
  isRate: true,
  draw: (n, unit) => meanOf(drawn(n, () => (unit() < share ? 1 : 0))),
});
const correlation = (rho: number): Case => ({
  name: `correlation ${rho}`,
  truth: rho,
  draw: (n, unit) =>
    correlationOf(
      drawn(n, () => {
        const x = normal(unit);
        return [x, rho * x + Math.sqrt(1 - rho * rho) * normal(unit)] as const;
      }),
    ),
});

const cases: readonly Case[] = [
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

const cdf = (z: number): number => (z < 0 ? standardNormal.bothTails(-z) / 2 : 1 - standardNormal.bothTails(z) / 2);
const quantileOfNormal = (p: number): number => (p < 0.5 ? -1 : 1) * tailQuantile(standardNormal, 2 * Math.min(p, 1 - p));

/** Bias-corrected and accelerated (B. Efron, JASA 82, 1987), for comparison: the tails that it takes in place of `tail`. */
function bcaTails(sorted: Float64Array, observed: number, evaluate: Evaluate, n: number, tail: number): [number, number] | undefined {
  const below = sorted.filter((value) => value < observed).length + sorted.filter((value) => value === observed).length / 2;
  const z0 = quantileOfNormal(Math.min(1 - 1 / sorted.length, Math.max(1 / sorted.length, below / sorted.length)));
  const left = drawn(n, () => 0).map((_, i) => evaluate(new Float64Array(n).fill(1).map((one, j) => (i === j ? 0 : one))));
  const mean = left.reduce((a, b) => a + b, 0) / n;
  const [squares, cubes] = [2, 3].map((power) => left.reduce((sum, value) => sum + (mean - value) ** power, 0)) as [number, number];
  if (!(squares > 0)) return undefined;
  const acceleration = cubes / (6 * squares ** 1.5);
  const adjusted = (z: number): number => cdf(z0 + (z0 + z) / (1 - acceleration * (z0 + z)));
  return [adjusted(quantileOfNormal(tail)), adjusted(quantileOfNormal(1 - tail))];
}

const methods = ['percentile', 'expanded', 'BCa', 'BCa expanded', 'Clopper-Pearson'] as const;
type Method = (typeof methods)[number];

function boundsOf({ isRate }: Case, evaluate: Evaluate, n: number, seed: string): Partial<Record<Method, readonly [number, number]>> {
  const resampled: Resampled = { evaluate: (weights) => Float64Array.of(evaluate(weights)) };
  const [values] = replicates([{ of: { resampled, position: 0 } }], { groups: n, resamples, random: randomStream(1, seed) });
  const sorted = (values as Float64Array).filter(Number.isFinite).toSorted();
  const at = (low: number, high: number): readonly [number, number] => [quantile(sorted, low) as number, quantile(sorted, high) as number];
  const [tail, wide] = [(1 - level) / 2, expandedTail(level, n)];
  const observed = evaluate(new Float64Array(n).fill(1));
  const [bca, wideBca] = [tail, wide].map((one) => bcaTails(sorted, observed, evaluate, n, one));
  const exact = isRate === true ? clopperPearson({ numerator: Math.round(observed * n), denominator: n }, level) : undefined;
  return {
    percentile: at(tail, 1 - tail),
    expanded: at(wide, 1 - wide),
    BCa: bca === undefined ? at(tail, 1 - tail) : at(...bca),
    'BCa expanded': wideBca === undefined ? at(wide, 1 - wide) : at(...wideBca),
    ...(exact && { 'Clopper-Pearson': [exact.low, exact.high] as const }),
  };
}

function table(repetitions: number, only: string): void {
  process.stdout.write(`| number | method | ${sizes.map((n) => `n = ${n}`).join(' | ')} |\n|---|---|${sizes.map(() => '---|').join('')}\n`);
  for (const one of cases.filter(({ name }) => name.startsWith(only))) {
    const cells = new Map<Method, string[]>();
    for (const n of sizes) {
      const counts = new Map<Method, [number, number]>();
      for (let i = 0; i < repetitions; i++) {
        const random = randomStream(i, `${one.name} ${n}`);
        const evaluate = one.draw(n, () => random.next() / 2 ** 32);
        for (const [method, [low, high]] of Object.entries(boundsOf(one, evaluate, n, `${i}`)) as [Method, readonly [number, number]][]) {
          const [passes, fails] = counts.get(method) ?? [0, 0];
          counts.set(method, [passes + (low >= one.truth ? 1 : 0), fails + (high < one.truth ? 1 : 0)]);
        }
      }
      for (const [method, [passes, fails]] of counts) {
        const percent = (count: number): string => ((100 * count) / repetitions).toFixed(1);
        cells.set(method, [...(cells.get(method) ?? []), `${percent(passes)} / ${percent(fails)}`]);
      }
    }
    for (const method of methods) {
      const own = cells.get(method);
      if (own !== undefined) process.stdout.write(`| ${one.name} | ${method} | ${own.join(' | ')} |\n`);
    }
  }
}

table(Number(process.argv[2] ?? 2000), process.argv[3] ?? '');
