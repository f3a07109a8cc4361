/** What is wrong in a document: problems that still know their path rather than their line. */
import type { Problem } from '../errors/errors.ts';
import { type Path, pathText } from '../io/issues.ts';

export interface PathProblem extends Omit<Problem, 'location'> {
  readonly path: Path;
}

/** Entries by their place in the file: those that are well-formed, so that one bad entry does not hide the others' problems. */
export interface Placed<T> {
  readonly path: Path;
  readonly value: T;
}

/** A problem for each name that stands before already. */
export function doubled(names: readonly Placed<string>[]): PathProblem[] {
  const first = new Map<string, Path>();
  return names.flatMap(({ path, value }) => {
    const before = first.get(value);
    if (before === undefined) {
      first.set(value, path);
      return [];
    }
    return [{ code: 'EV2003', path, message: `"${value}" is already the name at ${pathText(before)}`, got: value }];
  });
}
