/** Words that several commands share. */
import type { Unlike } from '../../contracts/answers.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import { limitWords } from '../../table/direction.ts';
import { shortDigest } from './layout.ts';

/** `at least 0.75`, as the criteria have it: not rounded. */
export function limitText({ comparator, limit }: Pick<CriterionResult, 'comparator' | 'limit'>): string {
  return `${limitWords(comparator)} ${limit}`;
}

/** `corpus flagged: sha256:ef59a06f → sha256:11223344` */
export function unlikeText({ key, a, b }: Unlike): string {
  const shown = (value: string | null): string => (value === null ? 'none' : value.startsWith('sha256:') ? shortDigest(value) : value);
  return `${key}: ${shown(a)} → ${shown(b)}`;
}
