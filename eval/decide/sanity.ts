/** Measured facts against the sanity policy: is what was measured worth judging by? */
import type { PolicyFile, SanityRule } from '../contracts/criteria.ts';
import type { Finding } from '../contracts/decision.ts';
import type { Fact } from '../contracts/metrics.ts';
import { sanityCheckNames, sanityChecks } from '../contracts/sanity.ts';
import { InputError } from '../errors/errors.ts';
import { formatter, samplesText } from './words.ts';

/**
 * A finding for every fact, and one for every rule without a fact; gravest check first, then by corpus, backend, metric.
 * @param references names of backends that are shown and not judged: what is odd about them can only warn
 * @throws InputError EV5305 for checks and facts that the policy has no rule for
 */
export function findingsOf(policy: PolicyFile['sanity'], facts: readonly Fact[], references: ReadonlySet<string>): Finding[] {
  const unjudged = [...new Set([...sanityCheckNames, ...facts.map(({ check }) => check)])].filter((check) => !Object.hasOwn(policy, check));
  if (unjudged.length > 0) {
    const expected = Object.keys(policy).sort().join(', ');
    throw new InputError(
      unjudged.map((check) => ({ code: 'EV5305', place: `sanity:${check}`, message: 'the policy has no rule for this check', expected })),
    );
  }
  const byCheck = Map.groupBy(facts, ({ check }) => check);
  const findings = Object.entries(policy).flatMap(([check, rule]) =>
    (byCheck.get(check) ?? [unmeasured(check)]).map((fact) => judgeFact(fact, rule)),
  );
  return findings.map((finding) => (references.has(finding.backend) ? { ...finding, level: atMostWarn(finding.level) } : finding)).sort(byGravity);
}

function unmeasured(check: string): Fact {
  return { check, corpus: '', backend: '', metric: '', value: null, n: 0, detail: 'nobody measured it', samples: [] };
}

/** Fires when the value is more than the limit; equality does not fire. */
function judgeFact({ detail, ...fact }: Fact, rule: SanityRule): Finding {
  const { value, n } = fact;
  const subject = subjectOf(fact);
  const told = { ...fact, limit: rule.limit };
  if (value === null) return { ...told, level: rule.missing, status: 'not_measured', reason: `${subject}: could not be measured (${detail})` };
  if (n < rule.minimum_n) {
    const reason = `${subject}: says nothing on ${samplesText(n)}; at least ${rule.minimum_n} are needed`;
    return { ...told, level: 'info', status: 'not_measured', reason };
  }
  const fired = value > rule.limit;
  const show = [value, rule.limit].every(Number.isInteger) ? String : formatter(value, rule.limit);
  const compared = fired ? `${show(value)}, more than the allowed ${show(rule.limit)}` : `${show(value)}, at most ${show(rule.limit)} is allowed`;
  return { ...told, level: rule.level, status: fired ? 'fired' : 'quiet', reason: `${subject}: ${compared}${detail === '' ? '' : ` (${detail})`}` };
}

/** `yolo on flagged: share of predictions that equal the ground truth`. */
function subjectOf({ check, corpus, backend, metric }: Omit<Fact, 'detail'>): string {
  const what = (sanityChecks as Readonly<Record<string, string>>)[check] ?? check;
  const place = [backend, corpus].filter((part) => part !== '').join(' on ');
  return `${place === '' ? '' : `${place}: `}${what}${metric === '' ? '' : ` of ${metric}`}`;
}

function atMostWarn(level: Finding['level']): Finding['level'] {
  return level === 'info' ? level : 'warn';
}

function byGravity(a: Finding, b: Finding): number {
  const gravity = ({ check }: Finding): number => (sanityCheckNames as readonly string[]).indexOf(check);
  const key = ({ check, corpus, backend, metric }: Finding): string => [check, corpus, backend, metric].join('\u0000');
  return gravity(a) - gravity(b) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
