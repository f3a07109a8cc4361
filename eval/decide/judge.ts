/** One criterion against the table: pass, fail, or not enough evidence. */
import type { Criterion, MissingPolicy } from '../contracts/criteria.ts';
import type { CriterionResult } from '../contracts/decision.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { countText, subjectText, subsetText } from '../report/phrases/names.ts';
import { comparatorOf, direction } from '../table/direction.ts';
import type { MetricsIndex } from '../table/index.ts';
import type { Unit } from '../table/units.ts';
import { samples } from '../table/units.ts';
import { observationAcross } from './across.ts';
import type { CriterionCase } from './cases.ts';
import { casesOf, eachText } from './cases.ts';
import { distanceToLimit } from './exactness.ts';
import { judgementText, tooFewText } from './judgement.ts';
import type { Observation } from './observation.ts';
import { observationOn } from './observation.ts';
import { worstSamples } from './worst.ts';

/**
 * Results in the order of the places. A criterion over `each` value that judged none of them gets one more result which
 * lacks evidence: a selector that matches nothing must not pass, unless the policy takes all missing evidence for that.
 */
export function judgeCriterion(criterion: Criterion, table: MetricsIndex, policy: MissingPolicy): CriterionResult[] {
  const definition = asJudged(criterion, table.definition(criterion.metric));
  const results = casesOf(criterion, table).map((criterionCase) => judgeAt(criterion, criterionCase, definition, table));
  const each = eachText(criterion);
  if (each === undefined || results.some(({ status }) => status !== 'not_applicable')) return results;
  const skips = policy === 'skipped_counts_as_passed';
  if (skips && results.length > 0) return results;
  const where = { corpus: criterion.where.corpus, slice: null };
  const found = results.length === 0 ? `no ${each} is left` : `none of ${results.length} values of ${each} has enough evidence`;
  const summary: CriterionResult = {
    ...base(criterion, { id: criterion.id, title: criterion.title ?? criterion.id, where, unit: samples }, definition),
    status: skips ? 'not_applicable' : 'insufficient',
    level: skips ? criterion.level : weaker(criterion.level, criterion.missing === 'warn' ? 'warn' : 'block'),
    reason: `${subsetText(where)}: ${found}, so this criterion judged nothing`,
  };
  return [...results, summary];
}

/** Of how far values lie apart less is better, whatever the metric. */
function asJudged({ statistic }: Criterion, definition: MetricDefinition): MetricDefinition {
  return statistic === 'spread' || statistic === 'sd' ? { ...definition, better: 'lower' } : definition;
}

function judgeAt(criterion: Criterion, criterionCase: CriterionCase, definition: MetricDefinition, table: MetricsIndex): CriterionResult {
  const { where, unit } = criterionCase;
  const evidence = where.across === undefined ? observationOn(criterion, where, table) : observationAcross(criterion, where, where.across, table);
  const { observed, exact, candidate, baseline, interval, n, remarks } = evidence;
  const told = {
    ...base(criterion, criterionCase, definition),
    observed,
    candidate,
    baseline,
    interval,
    n,
    worstSamples: worstSamples(criterion, where, table),
  };
  const sentence = (text: string): string => [`${subsetText(where)}: ${text}`, ...remarks].join('; ');

  const lack = lacking(criterion, definition, evidence, unit);
  if (observed === null || lack !== undefined) {
    const missing =
      criterion.missing === 'not_applicable' ? ({ status: 'not_applicable' } as const) : { level: weaker(criterion.level, criterion.missing) };
    return { ...told, status: 'insufficient', ...missing, reason: sentence(lack ?? 'there is no value') };
  }
  const higher = direction(definition) === 1;
  const bound = criterion.holds === 'interval' && interval !== null ? (higher ? interval.low : interval.high) : observed;
  const judged = higher ? Math.min(observed, bound) : Math.max(observed, bound);
  // The bound of an interval is no fraction.
  const compared = { value: judged, exact: judged === observed ? exact : null };
  const marginOf = (distance: number): number => (higher ? distance : 0 - distance);
  const relative = (distance: number): number => marginOf(distance) / scale(criterion, definition);
  const distance = distanceToLimit(compared, criterion.limit);
  const margin = marginOf(distance);
  const level = criterion.holds === 'interval' ? interval?.level : undefined;
  return {
    ...told,
    status: margin >= 0 ? 'pass' : 'fail',
    judged,
    margin,
    relativeMargin: relative(distance),
    relativeInterval: interval === null ? null : { low: relative(interval.low - criterion.limit), high: relative(interval.high - criterion.limit) },
    reason: sentence(`${judgementText(criterion, definition, observed, judged, level)} (${countText(n, unit)})`),
  };
}

const shownGaps = 5;

/** Why the evidence is too little to judge by, in words. */
function lacking(criterion: Criterion, definition: MetricDefinition, evidence: Observation, unit: Unit): string | undefined {
  const { observed, observedReason, n, gaps, interval, intervalReason } = evidence;
  const subject = `${subjectText(criterion.statistic, definition.title)}${criterion.of === 'candidate' ? '' : ' against the baseline'}`;
  if (gaps.length > 0) {
    const rest = gaps.length - shownGaps;
    return `${subject} is not judged: ${[...gaps.slice(0, shownGaps), ...(rest > 0 ? [`and ${rest} more like these`] : [])].join('; ')}`;
  }
  if (n < criterion.minimum_n) return `${subject} ${tooFewText(n, unit, criterion.minimum_n)}`;
  if (observed === null) return `${subject} has no value${observedReason === null ? '' : ` (${observedReason})`}`;
  if (criterion.holds === 'interval' && interval === null) return `${subject} has no interval (${intervalReason ?? 'no reason is given'})`;
  return undefined;
}

/** What a margin is measured by: the width of the metric's range, else the limit, else 1. */
function scale({ limit }: Criterion, { range: [low, high] }: MetricDefinition): number {
  if (low !== null && high !== null) return high - low;
  return limit === 0 ? 1 : Math.abs(limit);
}

/** What a result says before anything was found. */
function base(criterion: Criterion, { id, title, where }: CriterionCase, definition: MetricDefinition): Omit<CriterionResult, 'status' | 'reason'> {
  return {
    id,
    criterion: criterion.id,
    title,
    level: criterion.level,
    metric: criterion.metric,
    metricVersion: definition.version,
    statistic: criterion.statistic,
    of: criterion.of,
    where,
    comparator: comparatorOf(definition),
    limit: criterion.limit,
    holds: criterion.holds,
    observed: null,
    judged: null,
    margin: null,
    relativeMargin: null,
    relativeInterval: null,
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
