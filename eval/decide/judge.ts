/** One criterion against the table: pass, fail, or not enough evidence. */
import type { Criterion } from '../contracts/criteria.ts';
import type { CriterionResult } from '../contracts/decision.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { Evidence } from './evidence.ts';
import { evidenceFor, worstSamples } from './evidence.ts';
import type { Place } from './places.ts';
import { placesOf } from './places.ts';
import type { EvidenceTable } from './table.ts';
import { judgementText, placeText, samplesText, subjectText } from './words.ts';

/**
 * Results in the order of the places. A criterion over `each` value that judged none of them gets one more result which
 * lacks evidence: a selector that matches nothing must not pass.
 */
export function judgeCriterion(criterion: Criterion, table: EvidenceTable): CriterionResult[] {
  const definition = table.definition(criterion.metric);
  const results = placesOf(criterion, table).map((place) => judgeAt(criterion, place, definition, table));
  if (!('each' in criterion.where) || results.some(({ status }) => status !== 'not_applicable')) return results;
  const where = { corpus: criterion.where.corpus, slice: null };
  const found =
    results.length === 0 ? `no ${criterion.where.each} is left` : `none of ${results.length} values of ${criterion.where.each} has enough evidence`;
  const summary: CriterionResult = {
    ...base(criterion, { id: criterion.id, title: criterion.title ?? criterion.id, where }, definition),
    status: 'insufficient',
    level: weaker(criterion.level, criterion.missing === 'warn' ? 'warn' : 'block'),
    reason: `${placeText(where)}: ${found}, so this criterion judged nothing`,
  };
  return [...results, summary];
}

function judgeAt(criterion: Criterion, place: Place, definition: MetricDefinition, table: EvidenceTable): CriterionResult {
  const evidence = evidenceFor(criterion, place.where, table);
  const { observed, candidate, baseline, interval, n, remarks } = evidence;
  const told = {
    ...base(criterion, place, definition),
    observed,
    candidate,
    baseline,
    interval,
    n,
    worstSamples: worstSamples(criterion, place.where, table),
  };
  const sentence = (text: string): string => [`${placeText(place.where)}: ${text}`, ...remarks].join('; ');

  const lack = lacking(criterion, definition, evidence);
  if (observed === null || lack !== undefined) {
    const missing =
      criterion.missing === 'not_applicable' ? ({ status: 'not_applicable' } as const) : { level: weaker(criterion.level, criterion.missing) };
    return { ...told, status: 'insufficient', ...missing, reason: sentence(lack ?? 'there is no value') };
  }
  const higher = definition.better === 'higher';
  const bound = criterion.holds === 'interval' && interval !== null ? (higher ? interval.low : interval.high) : observed;
  const judged = higher ? Math.min(observed, bound) : Math.max(observed, bound);
  // The difference of two unequal doubles is never 0 (gradual underflow), so its sign is the exact comparison.
  const margin = higher ? judged - criterion.limit : criterion.limit - judged;
  const level = criterion.holds === 'interval' ? interval?.level : undefined;
  return {
    ...told,
    status: margin >= 0 ? 'pass' : 'fail',
    judged,
    margin,
    relativeMargin: margin / scale(criterion, definition),
    reason: sentence(`${judgementText(criterion, definition, observed, judged, level)} (${samplesText(n)})`),
  };
}

/** Why the evidence is too little to judge by, in words. */
function lacking(criterion: Criterion, definition: MetricDefinition, { observed, n, interval, intervalReason }: Evidence): string | undefined {
  const subject = subjectText(criterion, definition);
  const against = criterion.of === 'candidate' ? '' : ' against the baseline';
  if (n < criterion.minimum_n) return `${subject}${against} rests on ${samplesText(n)}; at least ${criterion.minimum_n} are needed`;
  if (observed === null) return `${subject}${against} has no value`;
  if (criterion.holds === 'interval' && interval === null) return `${subject}${against} has no interval (${intervalReason ?? 'no reason is given'})`;
  return undefined;
}

/** What a margin is measured by: the width of the metric's range, else the limit, else 1. */
function scale({ limit }: Criterion, { range: [low, high] }: MetricDefinition): number {
  if (low !== null && high !== null) return high - low;
  return limit === 0 ? 1 : Math.abs(limit);
}

/** What a result says before anything was found. */
function base(criterion: Criterion, { id, title, where }: Place, definition: MetricDefinition): Omit<CriterionResult, 'status' | 'reason'> {
  return {
    id,
    criterion: criterion.id,
    title,
    level: criterion.level,
    tier: criterion.tier ?? null,
    metric: criterion.metric,
    metricVersion: definition.version,
    statistic: criterion.statistic,
    of: criterion.of,
    where,
    comparator: definition.better === 'higher' ? '>=' : '<=',
    limit: criterion.limit,
    holds: criterion.holds,
    observed: null,
    judged: null,
    margin: null,
    relativeMargin: null,
    candidate: null,
    baseline: null,
    interval: null,
    n: 0,
    minimumN: criterion.minimum_n,
    worstSamples: [],
  };
}

const levels = ['info', 'warn', 'block'] as const;

function weaker(a: Criterion['level'], b: Criterion['level']): Criterion['level'] {
  return levels.indexOf(a) <= levels.indexOf(b) ? a : b;
}
