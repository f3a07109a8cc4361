/** Exact two-sided tests of paired differences. None of them assumes a distribution; all of them count sign patterns. */
import { averageRanks } from '../regression/ranks.ts';
import { because, type Result } from '../regression/undefined.ts';
import { sum } from '../sum.ts';

/** Signs of more differences than this are not enumerated: sums over each half of them are listed, 2^20 numbers a list. */
const mostFlipped = 40;

/** The work grows with the third power of the differences: this many take about a second. */
const mostRanked = 500;

/** Sums closer than this, relative to the largest possible one, are equal: decimal differences tie, and floating point blurs it. */
const sameSum = 1e-12;

/**
 * The share of the 2^n sign patterns whose sum is at least as far from 0 as the observed one (R. Fisher, The Design of
 * Experiments, 1935, section 21). 1 when all differences are 0.
 */
export function signFlipP(differences: readonly number[]): Result<number> {
  const n = differences.length;
  if (n > mostFlipped) return because('too-many-rows');
  const observed = Math.abs(sum(differences)) - sameSum * sum(differences.map(Math.abs));
  if (observed <= 0) return 1;
  const left = signedSums(differences.slice(0, n >> 1));
  const right = signedSums(differences.slice(n >> 1));
  // For each sum on the left, ascending, the first sum on the right that reaches the observed total.
  let first = right.length;
  let reached = 0;
  for (const one of left) {
    while (first > 0 && one + (right[first - 1] as number) >= observed) first--;
    reached += right.length - first;
  }
  // With each pattern its mirror image reaches the same distance on the other side.
  return (2 * reached) / 2 ** n;
}

/** Sums of all sign patterns, ascending. */
function signedSums(differences: readonly number[]): Float64Array {
  const sums = new Float64Array(2 ** differences.length);
  for (const [i, difference] of differences.entries()) {
    for (let at = 0, known = 2 ** i; at < known; at++) {
      sums[known + at] = (sums[at] as number) + difference;
      (sums[at] as number) -= difference;
    }
  }
  return sums.sort();
}

export interface SignedRank {
  /** The smaller of the rank sums of positive and of negative differences. */
  readonly statistic: number;
  readonly p: number;
}

/**
 * Wilcoxon's signed rank test (Biometrics Bulletin 1, 1945). Zeros have no sign and are left out, as Wilcoxon did; equal
 * sizes share their ranks, and p is exact given these.
 */
export function signedRankTest(differences: readonly number[]): Result<SignedRank> {
  const signed = differences.filter((difference) => difference !== 0);
  if (signed.length === 0) return because('zero-variance');
  if (signed.length > mostRanked) return because('too-many-rows');
  // Twice the ranks, which shared ranks make whole numbers.
  const ranks = averageRanks(signed.map(Math.abs)).map((rank) => 2 * rank);
  const total = sum(ranks);
  const positive = sum(ranks.filter((_, i) => (signed[i] as number) > 0));
  const statistic = Math.min(positive, total - positive);
  // chance[s]: that the ranks of positive differences add up to s when each sign is a toss. Larger sums are never asked for.
  const chance = new Float64Array(statistic + 1);
  chance[0] = 1;
  for (const rank of ranks) {
    for (let s = statistic; s >= 0; s--) chance[s] = ((chance[s] as number) + (s < rank ? 0 : (chance[s - rank] as number))) / 2;
  }
  return { statistic: statistic / 2, p: Math.min(1, 2 * sum(chance)) };
}
