/** How many results there are of each kind. */
import type { CriterionResult, Decision, Finding } from '../contracts/decision.ts';

export function tallyOf(results: readonly CriterionResult[], findings: readonly Finding[]): Decision['tally'] {
  const blocking = results.filter(({ level, status }) => level === 'block' && status !== 'not_applicable');
  const number = (status: CriterionResult['status']): number => blocking.filter((result) => result.status === status).length;
  const found = (status: Finding['status']): number => findings.filter((finding) => finding.status === status).length;
  const inconclusive = number('inconclusive');
  return {
    blocking: {
      checks: blocking.length,
      pass: number('pass'),
      fail: number('fail'),
      ...(inconclusive > 0 && { inconclusive }),
      insufficient: number('insufficient'),
    },
    sanity: { quiet: found('quiet'), fired: found('fired'), not_measured: found('not_measured') },
  };
}
