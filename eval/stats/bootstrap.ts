/**
 * Bootstrap over groups (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13). Samples of one
 * group are related, so whole groups are drawn, with replacement and as many as there are. A statistic is a ratio of two sums,
 * for which sums by group are all that a resample looks at, or a number that is asked with how often each group was drawn;
 * or the difference of two such statistics.
 */
import { Scratch } from '../io/typed_arrays.ts';
import { studentTQuantile } from './folds/student_t.ts';
import { quantile } from './quantile.ts';
import type { Xoshiro128 } from './random.ts';
import { standardNormal } from './regression/normal.ts';
import { sum } from './sum.ts';

/** What each group adds to the two sums of a ratio: value and count for a mean, two counts for a pooled rate. */
export interface GroupSums {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
}

/** Numbers of the drawn groups that one pass gives. */
export interface Resampled {
  /** @param drawn how often each group was drawn; not finite where a number is undefined */
  evaluate(drawn: Float64Array): Float64Array;
}

/** One of them. */
export interface ResampledNumber {
  readonly resampled: Resampled;
  readonly position: number;
}

export type Part = GroupSums | ResampledNumber;

/** One statistic of one set of groups; with a second part, the difference or the ratio of two over the same draws. */
export interface Statistic {
  readonly of: Part;
  /** Between -1 and 1, and skewed near the ends. */
  readonly isCorrelation?: boolean;
  /** Of means, and of the difference or the ratio of two: the least and the largest value that a sample can have. */
  readonly within?: readonly [low: number, high: number];
  readonly minus?: Part;
  readonly over?: Part;
}

export interface Resampling {
  /** Number of groups: the length of every array of sums. */
  readonly groups: number;
  readonly resamples: number;
  readonly random: Xoshiro128;
  /** How a resample weighs the groups; left out: by how often each was drawn, with replacement and as many as there are. */
  readonly weigh?: (weights: Float64Array, random: Xoshiro128) => void;
}

function draw(weights: Float64Array, random: Xoshiro128): void {
  weights.fill(0);
  for (let i = 0; i < weights.length; i++) (weights[random.below(weights.length)] as number)++;
}

/**
 * The statistics' values in each resample; not finite where a drawn denominator is 0. All statistics share the draws, and
 * what one of them gets does not depend on which others are asked for.
 */
export function replicates(statistics: readonly Statistic[], { groups, resamples, random, weigh = draw }: Resampling): Float64Array[] {
  const columns: Float64Array[] = [];
  const passes: Resampled[] = [];
  const plan = statistics.map((statistic) => ({ evaluate: evaluatorOf(statistic, columns, passes), values: new Float64Array(resamples) }));
  // What they add up to nobody asks for.
  while (columns.length % lanes !== 0) columns.push(columns[0] as Float64Array);
  const drawn = drawnRoom.of(groups);
  const totals = new Float64Array(columns.length);
  for (let resample = 0; resample < resamples; resample++) {
    weigh(drawn, random);
    addUp(columns, drawn, totals);
    const numbers = passes.map((pass) => pass.evaluate(drawn));
    for (const { evaluate, values } of plan) values[resample] = evaluate(totals, numbers);
  }
  return plan.map(({ values }) => values);
}

const drawnRoom = new Scratch(Float64Array);

/** The statistic of the groups themselves. */
export function observedIn({ of, minus, over }: Statistic, groups: number): number {
  const all = new Float64Array(groups).fill(1);
  const value = (part: Part): number =>
    'numerators' in part ? sum(part.numerators) / sum(part.denominators) : (part.resampled.evaluate(all)[part.position] as number);
  if (minus !== undefined) return value(of) - value(minus);
  return over === undefined ? value(of) : (quotient(value(of), value(over)) ?? Number.NaN);
}

/** The statistic without each group in turn; not finite where that leaves it undefined. */
export function withoutEach({ of, minus, over }: Statistic, groups: number): Float64Array {
  const [first, second] = [without(of, groups), without(minus ?? over ?? of, groups)];
  if (minus !== undefined) return Float64Array.from({ length: groups }, (_, i) => first(i) - second(i));
  return Float64Array.from({ length: groups }, (_, i) => (over === undefined ? first(i) : (quotient(first(i), second(i)) ?? Number.NaN)));
}

function without(part: Part, groups: number): (left: number) => number {
  if ('numerators' in part) {
    const [numerator, denominator] = [sum(part.numerators), sum(part.denominators)];
    return (i) => (numerator - (part.numerators[i] as number)) / (denominator - (part.denominators[i] as number));
  }
  const weights = new Float64Array(groups).fill(1);
  return (i) => {
    weights[i] = 0;
    const value = part.resampled.evaluate(weights)[part.position] as number;
    weights[i] = 1;
    return value;
  };
}

/** A value in a resample. */
type Evaluator = (totals: Float64Array, numbers: readonly Float64Array[]) => number;

function evaluatorOf({ of, minus, over }: Statistic, columns: Float64Array[], passes: Resampled[]): Evaluator {
  const [first, second] = [evaluator(of, columns, passes), evaluator(minus ?? over ?? of, columns, passes)];
  if (minus !== undefined) return (totals, numbers) => first(totals, numbers) - second(totals, numbers);
  return over === undefined ? first : (totals, numbers) => quotient(first(totals, numbers), second(totals, numbers)) ?? Number.NaN;
}

/** `a / b`; null where it says nothing about which is better: `b` is 0, or one of the two is below 0. */
export function quotient(a: number, b: number): number | null {
  return a >= 0 && b > 0 ? a / b : null;
}

/** Both lists grow by what is not in them yet. */
function evaluator(part: Part, columns: Float64Array[], passes: Resampled[]): Evaluator {
  if ('resampled' in part) {
    const found = passes.indexOf(part.resampled);
    const pass = found >= 0 ? found : passes.push(part.resampled) - 1;
    return (_, numbers) => numbers[pass]?.[part.position] as number;
  }
  const position = located(part, columns);
  return (totals) => ratio(position, totals);
}

/** Positions of a ratio's two columns in the list, which grows by what is not in it yet. */
type Located = readonly [numerator: number, denominator: number];

/** Equal columns, such as the counts of most metrics, are one column: adding up is what costs time. */
function located({ numerators, denominators }: GroupSums, columns: Float64Array[]): Located {
  const position = (wanted: Float64Array): number => {
    const found = columns.findIndex((column) => column === wanted || column.every((value, i) => value === wanted[i]));
    return found >= 0 ? found : columns.push(wanted) - 1;
  };
  return [position(numerators), position(denominators)];
}

function ratio([numerator, denominator]: Located, totals: Float64Array): number {
  return (totals[numerator] as number) / (totals[denominator] as number);
}

/**
 * Adds up four columns in one pass, which reads the drawn counts once and gives the processor four independent sums. They
 * are plain ones: their error is far below the spread of the resamples.
 */
function addUp(columns: readonly Float64Array[], drawn: Float64Array, totals: Float64Array): void {
  for (let at = 0; at < columns.length; at += lanes) {
    const [first, second, third, fourth] = columns.slice(at, at + lanes) as [Float64Array, Float64Array, Float64Array, Float64Array];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < drawn.length; i++) {
      const times = drawn[i] as number;
      a += (first[i] as number) * times;
      b += (second[i] as number) * times;
      c += (third[i] as number) * times;
      d += (fourth[i] as number) * times;
    }
    totals[at] = a;
    totals[at + 1] = b;
    totals[at + 2] = c;
    totals[at + 3] = d;
  }
}

const lanes = 4;

/**
 * The percentile interval: what lies between the (1 - level) / 2 quantiles on both sides of the resampled values.
 * @param tail another share of the resamples to leave out on each side
 */
export function percentileInterval(values: Float64Array, level: number, tail = (1 - level) / 2): { readonly low: number; readonly high: number } {
  const sorted = values.toSorted();
  return { low: quantile(sorted, tail) as number, high: quantile(sorted, 1 - tail) as number };
}

/**
 * The share to leave out on each side for few groups: a percentile interval is too narrow by the square root of (n - 1) / n, and takes
 * normal quantiles where Student's belong (T. Hesterberg, What Teachers Should Know About the Bootstrap, The American Statistician 69, 2015).
 * @param groups at least 2
 */
export function expandedTail(level: number, groups: number): number {
  const wide = Math.sqrt(groups / (groups - 1)) * studentTQuantile((1 + level) / 2, groups - 1);
  return standardNormal.bothTails(wide) / 2;
}
