/** Sanity measurements against the sanity policy: is what was measured worth judging by? */

import type { PolicyFile, SanityRule } from '../contracts/criteria.ts';
import type { Finding } from '../contracts/decision.ts';
import type { MetricsTable, SanityMeasurement } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { byText } from '../io/order.ts';
import { passRate } from '../metrics/pass_rate.ts';
import { formatter } from '../report/phrases/numbers.ts';
import { checkNamed, sanityCheckNames } from '../sanity/table.ts';
import { unscoredShare } from '../sanity/variety.ts';
import { samples } from '../table/units.ts';
import { tooFewText } from './judgement.ts';

/**
 * A finding for every measurement, and one for every rule without one; gravest check first, then by corpus, backend, metric.
 * Where all numbers are external metrics there are no samples to look at: what could not be measured is then only reported.
 * @param references names of backends that are shown and not judged: what is odd about them can only warn
 * @throws InputError EV5305 for checks that the policy has no rule for
 */
export function findingsOf(
  { sanity: policy, criteria }: Pick<PolicyFile, 'sanity' | 'criteria'>,
  { facts, corpora, pass }: Pick<MetricsTable, 'facts' | 'corpora' | 'pass'>,
  references: ReadonlySet<string>,
): Finding[] {
  const measured = ofJudgedMetrics(facts, criteria, pass?.metric);
  const unjudged = [...new Set([...sanityCheckNames, ...measured.map(({ check }) => check)])].filter((check) => !Object.hasOwn(policy, check));
  if (unjudged.length > 0) {
    const expected = Object.keys(policy).sort().join(', ');
    throw new InputError(
      unjudged.map((check) => ({ code: 'EV5305', location: `sanity:${check}`, message: 'the policy has no rule for this check', expected })),
    );
  }
  const byCheck = Map.groupBy(measured, ({ check }) => check);
  const absent = corpora.length === 0 ? 'there are no samples: everything is evidence' : 'nobody measured it';
  const findings = Object.entries(policy).flatMap(([check, own]) => {
    const rule: SanityRule = corpora.length === 0 ? { ...own, missing: 'info' } : own;
    return (byCheck.get(check) ?? [unmeasured(check, absent)]).map((found) => judge(found, rule));
  });
  return findings.map((finding) => (references.has(finding.backend) ? { ...finding, level: atMostWarn(finding.level) } : finding)).sort(byGravity);
}

/**
 * Of one check on one backend and corpus that was measured for several metrics, one that criteria judge there; a pass rate is judged by
 * the metric that decides a pass. Where criteria judge none of them, one of all.
 */
function ofJudgedMetrics(facts: MetricsTable['facts'], criteria: PolicyFile['criteria'], passMetric: string | undefined): MetricsTable['facts'] {
  const judged = new Set(criteria.map(({ where, metric }) => JSON.stringify([where.corpus, metric === passRate.id ? passMetric : metric])));
  const groups = Map.groupBy(facts, ({ check, corpus, backend }) => JSON.stringify([check, corpus, backend]));
  return [...groups.values()].flatMap((same) => {
    if (same.every(({ metric }) => metric === '')) return same;
    const asked = same.filter(({ corpus, metric }) => judged.has(JSON.stringify([corpus, metric])));
    const chosen = chooseFrom(asked.length > 0 ? asked : same);
    return chosen === undefined ? [] : [chosen];
  });
}

/** The one that is nearest to its limit; of samples without a prediction, the metric that most of them have, and no longer of that metric alone. */
function chooseFrom(facts: MetricsTable['facts']): SanityMeasurement | undefined {
  const [first] = facts;
  if (first?.check === unscoredShare.name) {
    const [least] = facts.toSorted((a, b) => (a.value ?? 1) - (b.value ?? 1));
    return least && { ...least, metric: '' };
  }
  return facts.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))[0];
}

function unmeasured(check: string, detail: string): SanityMeasurement {
  return { check, corpus: '', backend: '', metric: '', value: null, n: 0, detail, samples: [] };
}

/** Fires when the value is more than the limit; equality does not fire. */
function judge({ detail, ...measured }: SanityMeasurement, rule: SanityRule): Finding {
  const { value, n } = measured;
  const subject = subjectOf(measured);
  const told = { ...measured, limit: rule.limit };
  if (value === null) return { ...told, level: rule.missing, status: 'not_measured', reason: `${subject}: could not be measured (${detail})` };
  if (n < rule.minimum_n) return { ...told, level: 'info', status: 'not_measured', reason: `${subject}: ${tooFewText(n, samples, rule.minimum_n)}` };
  const show = [value, rule.limit].every(Number.isInteger) ? String : formatter(value, rule.limit);
  if (value > rule.limit) {
    const compared = `${show(value)}, more than the allowed ${show(rule.limit)}`;
    const reason = `${checkNamed(measured.check)?.finding(measured) ?? subject}: ${detail === '' ? compared : `${detail} (${compared})`}`;
    return { ...told, level: rule.level, status: 'fired', reason };
  }
  const reason = `${subject}: ${show(value)}, at most ${show(rule.limit)} is allowed${detail === '' ? '' : ` (${detail})`}`;
  return { ...told, level: rule.level, status: 'quiet', reason };
}

/** `yolo on flagged: share of predictions that equal the ground truth`. */
function subjectOf({ check, corpus, backend, metric }: Omit<SanityMeasurement, 'detail'>): string {
  const what = checkNamed(check)?.measures ?? check;
  const location = [backend, corpus].filter((part) => part !== '').join(' on ');
  return `${location === '' ? '' : `${location}: `}${what}${metric === '' ? '' : ` of ${metric}`}`;
}

function atMostWarn(level: Finding['level']): Finding['level'] {
  return level === 'info' ? level : 'warn';
}

function byGravity(a: Finding, b: Finding): number {
  const gravity = ({ check }: Finding): number => sanityCheckNames.indexOf(check);
  const key = ({ check, corpus, backend, metric }: Finding): string => [check, corpus, backend, metric].join('\u0000');
  return gravity(a) - gravity(b) || byText(key(a), key(b));
}
