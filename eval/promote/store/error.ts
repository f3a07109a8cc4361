import type { Problem } from '../../errors/errors.ts';
import { formatProblems } from '../../errors/errors.ts';

/** The store is damaged, locked or no store: exit code 4, and nothing was changed. */
export class StoreError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[]) {
    const list: readonly Problem[] = 'code' in problems ? [problems] : problems;
    super(formatProblems(list));
    this.name = 'StoreError';
    this.problems = list;
  }
}
