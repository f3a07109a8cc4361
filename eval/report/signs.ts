/** What results mean, as signs. */
import type { CriterionResult, Decision, Finding } from '../contracts/decision.ts';
import type { Sign } from './blocks.ts';

export function signOfResult({ status, level }: Pick<CriterionResult, 'status' | 'level'>): Sign {
  if (status === 'not_applicable') return 'none';
  if (status === 'inconclusive') return 'open';
  if (status === 'insufficient') return 'unknown';
  return status === 'pass' ? 'good' : level === 'block' ? 'bad' : 'unknown';
}

const signs = { go: 'good', 'no-go': 'bad', inconclusive: 'open', void: 'unknown' } as const satisfies Record<Decision['verdict'], Sign>;

export function signOfVerdict({ verdict }: Pick<Decision, 'verdict'>): Sign {
  return signs[verdict];
}

export function signOfFinding({ status, level }: Finding): Sign {
  if (status === 'quiet') return 'good';
  if (status === 'not_measured') return 'none';
  return level === 'void' || level === 'block' ? 'bad' : 'unknown';
}
