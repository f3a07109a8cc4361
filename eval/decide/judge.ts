/** One criterion against the table: pass, fail, inconclusive, or not enough evidence. */
import type { Criterion, MissingPolicy } from '../contracts/criteria.ts';
import type { CriterionResult } from '../contracts/decision.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { metricById } from '../metrics/table.ts';
import { countText, subjectText, subsetText } from '../report/phrases/names.ts';
import { moreGroups } from '../stats/enough.ts';
import { asJudged, comparatorOf } from '../table/direction.ts';
import type { MetricsIndex } from '../table/index.ts';
import { samples, type Unit } from '../table/units.ts';
import { observationAcross } from './across.ts';
import { type CriterionCase, casesOf, eachText } from './cases.ts';
import { type Corrected, correctedPlaces, type Place } from './correction.ts';
import { correctionText, judgementText, tooFewResamplesText, tooFewText, undecidedText } from './judgement.ts';
import { areBeyond, type Limit, limitsOf, worstOf } from './limits.ts';
import { type Observation, observationOn } from './observation.ts';
import { worstSamples } from './worst.ts';

/**
 * Results in the order of the places. A criterion over `each` value that judged none of them gets one more result which
 * lacks evidence: a selector that matches nothing must not pass, unless the policy takes all missing evidence for that.
 */
export function judgeCriterion(criterion: Criterion, table: MetricsIndex, policy: MissingPolicy): CriterionResult[] {
  if (table.isLeftOut(criterion.where.corpus)) return [ofLeftOut(criterion, table)];
  const definition = asJudged(criterion, table.definition(criterion.metric));
  const observed = casesOf(criterion, table).map((criterionCase) => observe(criterion, criterionCase, definition, table));
  const results = (criterion.correction === undefined ? observed : withCorrection(observed, limitsOf(criterion, definition))).map((one) =>
    judge(criterion, one, definition, table),
  );
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

/**
 * No policy on missing evidence is about what somebody chose not to measure.
 * @throws InputError EV5303 for a metric that only the scores of that corpus could have made known
 */
function ofLeftOut(criterion: Criterion, table: MetricsIndex): CriterionResult {
  const { id, title = id, where, metric, statistic } = criterion;
  const known = table.definitions.get(metric) ?? metricById(metric);
  if (known === undefined) {
    const message = `no metric "${metric}" without the scores on ${where.corpus}, which is left out of this build`;
    throw new InputError({ code: 'EV5303', location: `criterion "${id}"`, message });
  }
  const definition = asJudged(criterion, known);
  const place = { id, title, where: { corpus: where.corpus, slice: null }, unit: samples };
  const reason = `${subjectText(statistic, definition.title)} was not measured: ${where.corpus} is left out of this build`;
  return { ...base(criterion, place, definition), status: 'insufficient', reason };
}

/** What was found at one place. */
interface Observed {
  readonly criterionCase: CriterionCase;
  readonly observation: Observation;
  /** Why it is too little to judge by. */
  readonly lack: string | undefined;
  readonly corrected?: Corrected;
}

function observe(criterion: Criterion, criterionCase: CriterionCase, definition: MetricDefinition, table: MetricsIndex): Observed {
  const { where, unit } = criterionCase;
  const observation = where.across === undefined ? observationOn(criterion, where, table) : observationAcross(criterion, where, where.across, table);
  return { criterionCase, observation, lack: lacking(criterion, definition, observation, unit) };
}

/** Places without evidence are not among those that are corrected for. */
function withCorrection(all: readonly Observed[], limits: readonly Limit[]): Observed[] {
  const places = all.flatMap(({ lack, observation: { observed, interval } }): Place[] =>
    lack === undefined && observed !== null && interval !== null ? [{ observed, interval }] : [],
  );
  const corrected = correctedPlaces(places, limits).values();
  return all.map((one) => {
    const own = one.lack === undefined ? corrected.next().value : undefined;
    return own === undefined ? one : { ...one, corrected: own };
  });
}

function judge(
  criterion: Criterion,
  { criterionCase, observation, lack, corrected }: Observed,
  definition: MetricDefinition,
  table: MetricsIndex,
): CriterionResult {
  const { where, unit } = criterionCase;
  const { observed, exact, candidate, baseline, interval, n, remarks } = observation;
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

  if (observed === null || lack !== undefined) {
    const missing =
      criterion.missing === 'not_applicable' ? ({ status: 'not_applicable' } as const) : { level: weaker(criterion.level, criterion.missing) };
    return { ...told, status: 'insufficient', ...missing, reason: sentence(lack ?? 'there is no value') };
  }
  const held = criterion.holds === 'interval' ? (corrected?.interval ?? interval) : null;
  const bounds = held === null ? [] : [held.low, held.high];
  // The bound of an interval is no fraction.
  const numbers = [{ value: observed, exact }, ...bounds.map((value) => ({ value, exact: null }))] as const;
  const limits = limitsOf(criterion, definition);
  const { value: judged, limit, margin } = worstOf(numbers, limits);
  const resamples = corrected?.resamplesNeeded;
  const isClear = margin >= 0 ? 'pass' : areBeyond(numbers, limits) ? 'fail' : undefined;
  const status = (resamples === undefined ? isClear : undefined) ?? 'inconclusive';
  const more = isClear === undefined ? moreNeeded({ observed, interval: held, n }, limits) : undefined;
  const relative = (distance: number): number => (limit.side === 1 ? distance : 0 - distance) / scale(criterion, limit, definition);
  return {
    ...told,
    status,
    ...(corrected !== undefined && { correction: corrected.correction }),
    ...(more !== undefined && { moreNeeded: more }),
    judged,
    margin,
    relativeMargin: margin / scale(criterion, limit, definition),
    relativeInterval: interval === null ? null : { low: relative(interval.low - limit.value), high: relative(interval.high - limit.value) },
    reason: sentence(
      [
        `${judgementText(criterion, definition, { observed, judged, limit, level: held?.level })} (${countText(n, unit)})`,
        ...(corrected === undefined ? [] : [correctionText(corrected.correction)]),
        ...(more === undefined ? [] : [undecidedText(more, unit)]),
        ...(resamples === undefined ? [] : [tooFewResamplesText(resamples)]),
      ].join('; '),
    ),
  };
}

/** Of what n counts; null where no number that anybody collects would decide. */
function moreNeeded({ observed, interval, n }: Pick<Observation, 'observed' | 'interval' | 'n'>, limits: readonly Limit[]): number | null {
  if (observed === null || interval === null) return null;
  const reached = limits.map(({ value }) => value).filter((limit) => interval.low <= limit && limit <= interval.high);
  const groups = moreGroups(interval, observed, reached);
  return groups === null ? null : Math.ceil((groups * n) / interval.groups);
}

const shownGaps = 5;

/** Why the evidence is too little to judge by, in words. */
function lacking(criterion: Criterion, definition: MetricDefinition, observation: Observation, unit: Unit): string | undefined {
  const { observed, observedReason, n, gaps, interval, intervalReason } = observation;
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

/** What a margin is measured by: the width of the metric's range, else the limit, else 1. A ratio's range is open. */
function scale({ of }: Criterion, { value }: Limit, { range: [low, high] }: MetricDefinition): number {
  if (of !== 'candidate / baseline' && low !== null && high !== null) return high - low;
  return value === 0 ? 1 : Math.abs(value);
}

/** What a result says before anything was found. */
function base(criterion: Criterion, { id, title, where }: CriterionCase, definition: MetricDefinition): Omit<CriterionResult, 'status' | 'reason'> {
  const [, tooGood] = limitsOf(criterion, definition);
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
    ...(tooGood !== undefined && { tooGood: tooGood.value }),
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
