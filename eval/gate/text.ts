/** A decision on a terminal: at most twelve lines, the verdict first. */
import type { Decision } from '../contracts/decision.ts';
import { policyText } from '../report/phrases/criteria.ts';

const maximumLines = 12;
const namedSamples = 3;

const verdictWords: Readonly<Record<Decision['verdict'], string>> = {
  go: 'GO',
  'no-go': 'NO-GO',
  inconclusive: 'INCONCLUSIVE (more samples would decide; counts as no-go)',
  void: 'VOID (nothing trustworthy was measured; counts as no-go)',
};

/** @param report label of the report */
export function gateLines(decision: Decision, report: string, expect: Decision['verdict']): string[] {
  const { evaluation, policy, verdict, why, failed } = decision;
  const head = [`${verdictWords[verdict]}: ${evaluation}, criteria ${policyText(policy)}`, ...policy.notices, why];
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

/** The first line of the text says the reason of the one that decided. */
function detail({ criteria, sanity, why }: Decision, id: string): string {
  const result = criteria.find((criterion) => criterion.id === id);
  const finding = sanity.find(({ check, status }) => `sanity:${check}` === id && status !== 'quiet');
  const found = result ?? finding;
  if (found === undefined) return id;
  const worst = (result?.worstSamples ?? []).slice(0, namedSamples).join(', ');
  const parts = [...(found.reason === why ? [] : [found.reason]), ...(worst === '' ? [] : [`worst samples: ${worst}`])];
  return `${result?.status ?? finding?.level} ${id}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`;
}

/** Criteria and findings of level warn that are not as they should be. */
function warningLine({ criteria, sanity }: Decision): string[] {
  const warnings = [
    ...criteria.filter(({ level, status }) => level === 'warn' && status !== 'pass' && status !== 'not_applicable').map(({ id }) => id),
    ...sanity.filter(({ level, status }) => level === 'warn' && status !== 'quiet').map(({ check }) => `sanity:${check}`),
  ];
  const names = [...new Set(warnings)];
  return names.length === 0 ? [] : [`warnings: ${names.join(', ')}`];
}
