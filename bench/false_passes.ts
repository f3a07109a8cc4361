/**
 * How often a bound passes that should not: `node bench/false_passes.ts [repetitions] [case]`. The truth is put on the limit itself, so that a
 * criterion with `holds: interval` passes by chance alone, and an honest interval of 95% does so in 2.5% of cases. Prints a table of
 * percent for each method and number of samples: where the lower bound reaches the truth (passes), where the upper one misses it (fails).
 */
import type { Resampled } from '../eval/stats/bootstrap.ts';
import { expandedTail, replicates } from '../eval/stats/bootstrap.ts';
import { clopperPearson } from '../eval/stats/clopper_pearson.ts';
import { fisherInterval } from '../eval/stats/fisher.ts';
import { quantile } from '../eval/stats/quantile.ts';
import { randomStream } from '../eval/stats/random.ts';
import { standardNormal } from '../eval/stats/regression/normal.ts';
import { tailQuantile } from '../eval/stats/regression/tail_quantile.ts';
import type { Case, Evaluate } from './known_truths.ts';
import { drawn, knownTruths } from './known_truths.ts';

const [level, resamples] = [0.95, 1000];
const sizes = [5, 10, 20, 50, 100, 200];

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

const methods = ['percentile', 'expanded', 'BCa', 'BCa expanded', 'Clopper-Pearson', 'Fisher z'] as const;
type Method = (typeof methods)[number];

function boundsOf({ isRate, isCorrelation }: Case, evaluate: Evaluate, n: number, seed: string): Partial<Record<Method, readonly [number, number]>> {
  const resampled: Resampled = { evaluate: (weights) => Float64Array.of(evaluate(weights)) };
  const [values] = replicates([{ of: { resampled, position: 0 } }], { groups: n, resamples, random: randomStream(1, seed) });
  const sorted = (values as Float64Array).filter(Number.isFinite).toSorted();
  const at = (low: number, high: number): readonly [number, number] => [quantile(sorted, low) as number, quantile(sorted, high) as number];
  const [tail, wide] = [(1 - level) / 2, expandedTail(level, n)];
  const observed = evaluate(new Float64Array(n).fill(1));
  const [bca, wideBca] = [tail, wide].map((one) => bcaTails(sorted, observed, evaluate, n, one));
  const exact = isRate === true ? clopperPearson({ numerator: Math.round(observed * n), denominator: n }, level) : undefined;
  const fisher = fisherInterval(sorted, observed, level, n);
  return {
    percentile: at(tail, 1 - tail),
    expanded: at(wide, 1 - wide),
    BCa: bca === undefined ? at(tail, 1 - tail) : at(...bca),
    'BCa expanded': wideBca === undefined ? at(wide, 1 - wide) : at(...wideBca),
    ...(isCorrelation && { 'Fisher z': [fisher.low, fisher.high] as const }),
    ...(exact && { 'Clopper-Pearson': [exact.low, exact.high] as const }),
  };
}

function table(repetitions: number, only: string): void {
  process.stdout.write(`| number | method | ${sizes.map((n) => `n = ${n}`).join(' | ')} |\n|---|---|${sizes.map(() => '---|').join('')}\n`);
  for (const one of knownTruths.filter(({ name }) => name.startsWith(only))) {
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
