import type { Measured } from '../../contracts/samples.ts';
import { because, isUndefined, type Result } from '../regression/undefined.ts';
import { signedRankTest, signFlipP } from './exact_tests.ts';
import { studentT } from './student_t.ts';
import { type Bounds, meanInterval, type SampleMoments, sampleMoments } from './summary.ts';
import { definedFolds } from './values.ts';

/** a minus b over the same folds. All p are two-sided. */
export interface PairedComparison {
  readonly n: number;
  readonly mean: number;
  /** Of the differences, as of a sample (n - 1). */
  readonly sd: Measured;
  /** Student's t interval of the mean difference. */
  readonly interval: Result<Bounds>;
  /** mean / (sd / sqrt(n)); undefined when the difference is the same in all folds. */
  readonly t: Measured;
  readonly tP: Measured;
  readonly signFlipP: Measured;
  readonly wilcoxonP: Measured;
  /** Folds in which a is larger, in which b is, and the others. Which of the two is better, the metric knows. */
  readonly winsA: number;
  readonly winsB: number;
  readonly ties: number;
}

/**
 * Compares two models over the folds that both were tested on.
 *
 * @param a values of one model, one a fold
 * @param b values of the other in the same order of folds
 * @param level of the interval, between 0 and 1
 */
export function pairedComparison(a: readonly Measured[], b: readonly Measured[], level: number): Result<PairedComparison> {
  if (a.length !== b.length) return because('length-mismatch');
  const [ofA, ofB] = [definedFolds(a, 1), definedFolds(b, 1)];
  if (isUndefined(ofA)) return ofA;
  if (isUndefined(ofB)) return ofB;
  const rounding = roundingOf([...ofA, ...ofB]);
  const differences = ofA.map((value, i) => value - (ofB[i] as number)).map((difference) => (Math.abs(difference) <= rounding ? 0 : difference));
  const moments = sampleMoments(differences, rounding);
  const t = tStatistic(moments);
  const ranked = signedRankTest(differences);
  const winsA = differences.filter((difference) => difference > 0).length;
  const winsB = differences.filter((difference) => difference < 0).length;
  return {
    ...moments,
    interval: meanInterval(moments, level),
    t,
    tP: isUndefined(t) ? t : studentT(moments.n - 1).bothTails(Math.abs(t)),
    signFlipP: signFlipP(differences),
    wilcoxonP: isUndefined(ranked) ? ranked : ranked.p,
    winsA,
    winsB,
    ties: moments.n - winsA - winsB,
  };
}

/** Values that are no further apart differ by the rounding of the largest of them: no model wins by that. */
function roundingOf(values: readonly number[]): number {
  return 4 * Number.EPSILON * values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

function tStatistic({ n, mean, sd }: SampleMoments): Measured {
  if (isUndefined(sd)) return sd;
  return sd === 0 ? because('zero-variance') : mean / (sd / Math.sqrt(n));
}
