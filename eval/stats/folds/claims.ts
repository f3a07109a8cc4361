/** Sentences about a table of folds, as assertions that the table itself answers. */
import type { Measured } from '../../contracts/samples.ts';
import { because, isUndefined, type Result } from '../regression/undefined.ts';
import { definedFolds } from './values.ts';

/** One fold's name and its value in a column. */
export interface NamedValue {
  readonly fold: string;
  readonly value: Measured;
}

export interface ClaimResult {
  readonly holds: boolean;
  /** What speaks for itself: the folds at the extreme, or the folds that contradict. */
  readonly folds: readonly string[];
}

/**
 * Is this the one fold with the lowest (highest) value? `folds` are those at the extreme; a shared one makes the claim false.
 *
 * @example claimExtreme(rowsOfFolds, 'lowest', 'FoxBird') // { holds: false, folds: ['Tennis'] }
 */
export function claimExtreme(column: readonly NamedValue[], extreme: 'lowest' | 'highest', fold: string): Result<ClaimResult> {
  const numbers = definedFolds(valuesOf(column), 1);
  if (isUndefined(numbers)) return numbers;
  const outermost = numbers.reduce((a, b) => (extreme === 'lowest' ? Math.min(a, b) : Math.max(a, b)));
  const folds = column.filter(({ value }) => value === outermost).map((entry) => entry.fold);
  return { holds: folds.length === 1 && folds[0] === fold, folds };
}

/** Is every fold's value on the left less (greater) than on the right? `folds` are those where it is not. Columns are paired by fold. */
export function claimEvery(left: readonly NamedValue[], relation: 'less' | 'greater', right: readonly NamedValue[]): Result<ClaimResult> {
  if (left.length !== right.length || left.some(({ fold }, i) => fold !== right[i]?.fold)) return because('length-mismatch');
  const [lefts, rights] = [definedFolds(valuesOf(left), 1), definedFolds(valuesOf(right), 1)];
  if (isUndefined(lefts)) return lefts;
  if (isUndefined(rights)) return rights;
  const holdsAt = (a: number, b: number): boolean => (relation === 'less' ? a < b : a > b);
  const folds = left.filter((_, i) => !holdsAt(lefts[i] as number, rights[i] as number)).map(({ fold }) => fold);
  return { holds: folds.length === 0, folds };
}

function valuesOf(column: readonly NamedValue[]): Measured[] {
  return column.map(({ value }) => value);
}
