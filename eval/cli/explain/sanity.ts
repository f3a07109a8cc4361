/** A sanity check: what it looks at, what it found, and what to do about it. */
import type { Explanation } from '../../contracts/cli_results.ts';
import type { Decision, Finding } from '../../contracts/decision.ts';
import { findingText } from '../../report/phrases/status.ts';
import { checkNamed } from '../../sanity/table.ts';

interface ExplainedCheck {
  readonly answer: string;
  readonly told: NonNullable<Explanation['sanity']>;
}

/** Undefined where no check has that name. The prefix `sanity:` may be left out. */
export function explainCheck(asked: string, { sanity, deciding }: Decision): ExplainedCheck | undefined {
  const check = asked.replace(/^sanity:/, '');
  const findings = sanity.filter((finding) => finding.check === check);
  const [first] = findings.toSorted((a, b) => gravity(b) - gravity(a));
  if (first === undefined) return undefined;
  const more = findings.length === 1 ? '' : `; the gravest of ${findings.length} findings`;
  const answer = `sanity:${check} ${findingText(first)}: ${first.reason}${more}`;
  const { measures = '', advice = '' } = checkNamed(check) ?? {};
  return { answer, told: { check, measures, deciding: deciding === `sanity:${check}`, advice, findings } };
}

const levels = ['info', 'warn', 'block', 'void'] as const;

/** What weighs more in the verdict; of one weight, what fired before what could not be measured. What is quiet weighs nothing. */
function gravity({ status, level }: Finding): number {
  return status === 'quiet' ? -1 : 2 * levels.indexOf(level) + (status === 'fired' ? 1 : 0);
}
