/** A decision on a terminal: at most twelve lines, the verdict first. */
import type { CriterionResult, Decision } from '../contracts/decision.ts';

const maximumLines = 12;
const namedSamples = 3;

const verdictWords: Readonly<Record<Decision['verdict'], string>> = {
  go: 'GO',
  'no-go': 'NO-GO',
  void: 'VOID (nothing trustworthy was measured; counts as no-go)',
};

/** @param report label of the report */
export function gateLines(decision: Decision, report: string, expect: Decision['verdict']): string[] {
  const { evaluation, policy, verdict, why, failed } = decision;
  const criteria = `criteria ${policy.id} version ${policy.version}${policy.tier === null ? '' : `, tier ${policy.tier}`}`;
  const head = [`${verdictWords[verdict]}: ${evaluation}, ${criteria}`, ...policy.notices, why];
  const tail = [
    ...warningLine(decision),
    ...(report === '' ? [] : [`report: bazel build ${report} (its files are also in this test's outputs)`]),
    ...(expect === 'go' ? [] : [`this test passes on ${verdictWords[expect]}`]),
  ];
  const details = failed.map((id) => `  ${detail(decision, id)}`);
  const room = maximumLines - head.length - tail.length;
  const shown = details.length <= room ? details : [...details.slice(0, room - 1), `  and ${details.length - room + 1} more`];
  return [...head, ...shown, ...tail].map((line) => line.replaceAll(/[\r\n]+/g, ' '));
}

function detail(decision: Decision, id: string): string {
  const result = decision.criteria.find((criterion) => criterion.id === id);
  if (result !== undefined) return criterionText(result);
  const finding = decision.sanity.find(({ check, status }) => `sanity:${check}` === id && status !== 'quiet');
  return finding === undefined ? id : `${finding.level} ${id}: ${finding.reason}`;
}

function criterionText({ id, status, comparator, limit, judged, observed, n, minimumN, worstSamples }: CriterionResult): string {
  const found = judged ?? observed;
  const evidence = status === 'insufficient' ? `n ${n} of ${minimumN} needed` : `n ${n}`;
  const worst = worstSamples.length === 0 ? '' : `; worst samples: ${worstSamples.slice(0, namedSamples).join(', ')}`;
  return `${status} ${id}: expected ${comparator} ${limit}, found ${found ?? 'nothing'}, ${evidence}${worst}`;
}

/** Criteria and findings of level warn that are not as they should be. */
function warningLine({ criteria, sanity }: Decision): string[] {
  const warnings = [
    ...criteria.filter(({ level, status }) => level === 'warn' && (status === 'fail' || status === 'insufficient')).map(({ id }) => id),
    ...sanity.filter(({ level, status }) => level === 'warn' && status !== 'quiet').map(({ check }) => `sanity:${check}`),
  ];
  const names = [...new Set(warnings)];
  return names.length === 0 ? [] : [`warnings: ${names.join(', ')}`];
}
