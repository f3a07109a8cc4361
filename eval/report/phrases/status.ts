/** What results mean for the verdict, in a word or two. */
import type { CriterionResult, Finding } from '../../contracts/decision.ts';

const verbs = {
  pass: 'holds',
  fail: 'fails',
  inconclusive: 'is inconclusive',
  insufficient: 'lacks evidence',
  not_applicable: 'is not applicable',
} as const;
const findingVerbs = { quiet: 'is quiet', fired: 'fired', not_measured: 'was not measured' } as const;
const weights = { void: 'voids the run', block: 'blocks', warn: 'warning', info: 'for information' } as const;

/** After the name of a criterion: `holds`, `is not applicable`. */
export function statusVerb({ status }: Pick<CriterionResult, 'status'>): string {
  return verbs[status];
}

/** The same with what it weighs: `fails`, `fails (warning)`. */
export function statusText({ status, level }: Pick<CriterionResult, 'status' | 'level'>): string {
  const decides = level === 'block' || status === 'pass' || status === 'not_applicable';
  return decides ? verbs[status] : `${verbs[status]} (${weights[level]})`;
}

/** After the name of a check: `is quiet`, `fired (voids the run)`. */
export function findingText({ status, level }: Pick<Finding, 'status' | 'level'>): string {
  return status === 'quiet' ? findingVerbs.quiet : `${findingVerbs[status]} (${weights[level]})`;
}

/** In a cell of its own: `quiet`, `not applicable`. */
export function asLabel(text: string): string {
  return text.replace(/^(is|was) /, '');
}
