/** Words that several commands share. */
import type { Unlike } from '../../contracts/answers.ts';
import type { CriterionResult, Finding } from '../../contracts/decision.ts';
import type { Where } from '../../contracts/metrics.ts';
import { shortDigest } from './layout.ts';

/** `flagged`, `flagged failure_class=handle_hole`, `clips across source`: also without the taxonomy it is clear what is meant. */
export function placeText({ corpus, slice, across }: Where): string {
  if (across !== undefined) return `${corpus} across ${across}`;
  return slice === null ? corpus : `${corpus} ${slice.dimension}=${slice.value}`;
}

const statusWords = { pass: 'holds', fail: 'fails', insufficient: 'lacks evidence', not_applicable: 'is not applicable' } as const;

export function statusWord({ status }: Pick<CriterionResult, 'status'>): string {
  return statusWords[status];
}

/** The same with its weight: `fails`, `fails (warning)`. */
export function statusText({ status, level }: Pick<CriterionResult, 'status' | 'level'>): string {
  const word = statusWord({ status });
  const decides = level === 'block' || status === 'pass' || status === 'not_applicable';
  return decides ? word : `${word} (${level === 'warn' ? 'warning' : 'for information'})`;
}

/** `at least 0.75`, as the criteria have it: not rounded. */
export function limitText({ comparator, limit }: Pick<CriterionResult, 'comparator' | 'limit'>): string {
  return `at ${comparator === '>=' ? 'least' : 'most'} ${limit}`;
}

/** `fired, voids the run` */
export function findingText({ status, level }: Pick<Finding, 'status' | 'level'>): string {
  if (status === 'quiet') return 'is quiet';
  const weight = { void: 'voids the run', block: 'blocks', warn: 'a warning', info: 'for information' }[level];
  return `${status === 'fired' ? 'fired' : 'was not measured'}, ${weight}`;
}

/** `corpus flagged: sha256:ef59a06f → sha256:11223344` */
export function unlikeText({ key, a, b }: Unlike): string {
  const shown = (value: string | null): string => (value === null ? 'none' : value.startsWith('sha256:') ? shortDigest(value) : value);
  return `${key}: ${shown(a)} → ${shown(b)}`;
}
