import { centred, sumOfProducts } from '../stats/regression/moments.ts';
import { sum } from '../stats/sum.ts';

/** target ~ intercept + sum of weight x feature. */
export interface Plane {
  readonly weights: readonly number[];
  readonly intercept: number;
}

/** What is left of a column (largest value 1 before) when the others are taken out of it: less is rounding. */
const rankTolerance = 1e-10;

/**
 * The plane with the least sum of squared errors, in double precision. Columns are centred, which takes the intercept out,
 * and scaled; then orthogonalised by the modified Gram-Schmidt process with column pivoting, which for least squares is as
 * stable as Householder reflections (A. Bjorck, BIT 7, 1967). Columns that add nothing to the others (constants, sums) get
 * the weight 0.
 *
 * @param rows at least one, all of one length
 * @param targets one a row
 * @example leastSquares([[0], [1], [2]], [1, 3, 5]) // { weights: [2], intercept: 1 }
 */
export function leastSquares(rows: readonly (readonly number[])[], targets: readonly number[]): Plane {
  const columns = (rows[0] ?? []).map((_, j) => centred(rows.map((row) => row[j] as number)));
  const target = centred(targets);
  const scaled = solve(
    columns.map(({ parts }) => parts),
    target.parts,
  );
  const weights = columns.map(({ scale }, j) => ((scaled.get(j) ?? 0) * target.scale) / (scale || 1));
  return { weights, intercept: target.mean - sum(columns.map(({ mean }, j) => mean * (weights[j] as number))) };
}

/** What a plane says about a row. */
export function valueAt({ weights, intercept }: Plane, row: readonly number[]): number {
  return intercept + sum(weights.map((weight, j) => weight * (row[j] as number)));
}

/** A column that was taken out of the others: what each of them had of it. */
interface Pivot {
  readonly column: number;
  readonly shares: ReadonlyMap<number, number>;
  readonly ofTarget: number;
}

/** Weights of the columns that are needed, by number. */
function solve(columns: readonly Float64Array[], target: Float64Array): ReadonlyMap<number, number> {
  const left = new Map(columns.entries());
  const pivots: Pivot[] = [];
  let residual = target;
  for (let next = longest(left); next !== undefined; next = longest(left)) {
    const { column, values, square } = next;
    left.delete(column);
    const shares = new Map([...left].map(([other, own]) => [other, sumOfProducts(values, own) / square]));
    for (const [other, share] of shares) left.set(other, less(left.get(other) as Float64Array, values, share));
    const ofTarget = sumOfProducts(values, residual) / square;
    residual = less(residual, values, ofTarget);
    pivots.push({ column, shares, ofTarget });
  }
  const weights = new Map<number, number>();
  for (const { column, shares, ofTarget } of pivots.toReversed()) {
    const later = [...weights].map(([other, weight]) => weight * (shares.get(other) as number));
    weights.set(column, ofTarget - sum(later));
  }
  return weights;
}

/** Undefined when nothing but rounding is left of any column. */
function longest(left: ReadonlyMap<number, Float64Array>) {
  return [...left]
    .map(([column, values]) => ({ column, values, square: sumOfProducts(values, values) }))
    .filter(({ values, square }) => square > values.length * rankTolerance ** 2)
    .reduce<{ column: number; values: Float64Array; square: number } | undefined>(
      (best, one) => (best === undefined || one.square > best.square ? one : best),
      undefined,
    );
}

function less(values: Float64Array, other: Float64Array, share: number): Float64Array {
  return values.map((value, i) => value - share * (other[i] as number));
}
