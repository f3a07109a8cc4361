/** From results to a verdict: a stated function, computed once; everything else quotes it. */
import type { CriterionResult, Decision, Finding } from '../contracts/decision.ts';
import { listed } from '../report/phrases/names.ts';

export type Verdict = Pick<Decision, 'verdict' | 'recommendation' | 'deciding' | 'why' | 'failed'>;

/**
 * void if a sanity finding of level void is not quiet, or if no criterion was judged at all; no-go if a finding or a
 * criterion of level block fails or lacks evidence, or if no criterion of level block was judged; inconclusive if nothing
 * stands against a go but inconclusive criteria of level block; else go. Part of an evaluation is never a go. The first thing against a go decides:
 * sanity findings (they cast doubt on every number), corpora that were left out, then missing evidence, then the worst relative margin, of failed criteria before
 * inconclusive ones. On go the smallest relative margin decides. Ties go by the order of the file.
 */
export function conclude(results: readonly CriterionResult[], findings: readonly Finding[], leftOut: readonly string[] = []): Verdict {
  const blocking = results.filter(({ level }) => level === 'block');
  const voiding = objectionsOf(findings, 'void');
  const objections = [
    ...voiding,
    ...(leftOut.length > 0 ? [{ id: 'left_out', reason: leftOutNotice(leftOut) }] : []),
    ...objectionsOf(findings, 'block'),
    ...blocking.filter(({ status }) => status === 'insufficient'),
    ...byMargin(blocking.filter(({ status }) => status === 'fail')),
  ];
  const undecided = byMargin(blocking.filter(({ status }) => status === 'inconclusive'));
  const failed = [...new Set([...objections, ...undecided].map(({ id }) => id))];
  const judged = results.some(({ status }) => status === 'pass' || status === 'fail' || status === 'inconclusive');
  if (voiding.length === 0 && !judged) {
    return { verdict: 'void', recommendation: 'no-go', deciding: 'nothing_measured', why: nothingMeasured(results), failed };
  }
  const worst = objections[0];
  if (worst !== undefined) {
    const verdict = voiding.length > 0 ? 'void' : 'no-go';
    return { verdict, recommendation: 'no-go', deciding: worst.id, why: worst.reason, failed };
  }
  const [open] = undecided;
  if (open !== undefined) return { verdict: 'inconclusive', recommendation: 'no-go', deciding: open.id, why: open.reason, failed };
  const passed = byMargin(blocking.filter(({ status }) => status === 'pass'));
  const closest = passed[0];
  if (closest === undefined) {
    const deciding = blocking[0]?.id ?? results[0]?.id ?? '';
    const why = 'no blocking criterion was judged, so nothing speaks for a promotion';
    return { verdict: 'no-go', recommendation: 'no-go', deciding, why, failed };
  }
  const all = passed.length === 1 ? 'the one blocking check holds' : `all ${passed.length} blocking checks hold, the closest`;
  return { verdict: 'go', recommendation: 'go', deciding: closest.id, why: `${all}: ${closest.reason}`, failed };
}

/** `flagged is left out of this build, and part of an evaluation is never a go` */
export function leftOutNotice(corpora: readonly string[]): string {
  const [is, each] = corpora.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${listed(corpora)} ${is} left out of this build: nothing was measured on ${each}, and part of an evaluation is never a go`;
}

/** How much of the policy was not measured, for the first lines of reports, where that is taken as passed. */
export function skippedNotice(results: readonly CriterionResult[]): string {
  const skipped = results.filter(({ status }) => status === 'not_applicable').length;
  return `${skipped} of ${checksText(results.length)} had no evidence and ${skipped === 1 ? 'was' : 'were'} taken as passed.`;
}

function nothingMeasured(results: readonly CriterionResult[]): string {
  const [first] = results;
  if (first === undefined) return 'the policy has no criteria, so there is nothing to judge by';
  if (results.length === 1) return `the one check could not be judged: ${first.reason}`;
  return `none of ${checksText(results.length)} could be judged, the first of them: ${first.reason}`;
}

/** `1 check`, `9 checks`: a criterion at one place. */
function checksText(n: number): string {
  return `${n} ${n === 1 ? 'check' : 'checks'}`;
}

function objectionsOf(findings: readonly Finding[], level: 'void' | 'block'): { id: string; reason: string }[] {
  const held = findings.filter((finding) => finding.level === level && finding.status !== 'quiet');
  return held.map(({ check, reason }) => ({ id: `sanity:${check}`, reason }));
}

/** The smallest relative margin first; sorting is stable, so ties stay in the order of the file. */
function byMargin(results: readonly CriterionResult[]): CriterionResult[] {
  return results.toSorted((a, b) => (a.relativeMargin ?? 0) - (b.relativeMargin ?? 0));
}
