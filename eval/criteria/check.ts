/** What a schema cannot see in criteria: names, ranges, and combinations that make no sense. */

import type { Measure, TieredCriterion } from '../contracts/criteria.ts';
import { nearestText } from '../errors/nearest.ts';
import { passRate } from '../metrics/pass_rate.ts';
import { checkLimits } from './check_limits.ts';
import { checkMeasure } from './check_measure.ts';
import { checkStatistic } from './check_statistic.ts';
import type { Partly } from './malformed.ts';
import { declaredMetrics, judgeable, type Metrics, partProblem, withDeclared } from './metrics.ts';
import { doubled, type PathProblem, type Placed } from './problem.ts';
import { checkChoice, checkTierNames } from './tiers.ts';

/** A criterion where it stands; some of its keys may be malformed. */
export type PlacedCriterion = Placed<TieredCriterion> & Partly<TieredCriterion>;

/** What can be read of a criteria file. */
export interface Parts {
  readonly criteria: readonly PlacedCriterion[];
  /** Undefined where nothing of it can be read: then only what does not depend on it is checked. */
  readonly measure: Partly<Measure> | undefined;
  /** Empty where the file declares none; undefined where they are malformed. */
  readonly tiers: readonly string[] | undefined;
}

/**
 * @param measured the metrics that exist without this file
 * @param tier the chosen one
 */
export function checkCriteria({ criteria, measure, tiers }: Parts, measured: Metrics, tier: string | undefined): PathProblem[] {
  const declared = measure === undefined ? [] : declaredMetrics(measured, measure.value);
  const metrics = withDeclared(measured, declared);
  return [
    ...(tiers === undefined ? [] : checkChoice(tiers, tier)),
    ...(tiers === undefined ? [] : criteria.flatMap((criterion) => ofReadable(criterion, checkTierNames(criterion, tiers)))),
    ...(isDeclaring(measure) ? checkMeasure(measure.value, measured, declared) : []),
    ...criteria.flatMap((criterion) => ofReadable(criterion, checkCriterion(criterion, measure, metrics))),
    ...doubled(criteria.flatMap(({ path, value, malformed }) => (malformed.has('id') ? [] : [{ path: [...path, 'id'], value: value.id }]))),
  ];
}

/** Whether everything that a criteria file declares can be read. */
function isDeclaring(measure: Partly<Measure> | undefined): measure is Partly<Measure> {
  return measure !== undefined && !measure.malformed.has('composites') && !measure.malformed.has('external_metrics');
}

/** Nothing is said of a stand-in. */
function ofReadable({ path, malformed }: PlacedCriterion, problems: readonly PathProblem[]): PathProblem[] {
  return problems.filter((problem) => !malformed.has(String(problem.path[path.length])));
}

function checkCriterion(criterion: PlacedCriterion, measure: Partly<Measure> | undefined, metrics: Metrics): PathProblem[] {
  const problems = checkMetric(criterion, measure, metrics);
  const isGuess = ['where', 'of', 'statistic'].some((key) => criterion.malformed.has(key));
  // What can be computed, and its range, depends on these three.
  if (isGuess) return problems.filter(({ path }) => !limitKeys.includes(String(path[criterion.path.length])));
  return [...problems, ...checkPlace(criterion, measure), ...checkPart(criterion, metrics), ...checkStatistic(criterion)];
}

const limitKeys = ['limit', 'at_least', 'at_most'];

function checkMetric({ path, value: criterion }: PlacedCriterion, measure: Partly<Measure> | undefined, metrics: Metrics): PathProblem[] {
  const who = `criterion "${criterion.id}"`;
  const at = [...path, 'metric'];
  const { definition, problems } = judgeable(criterion.metric, who, at, metrics);
  // A malformed `measure` may declare it.
  if (definition === undefined) return isDeclaring(measure) ? problems : [];
  if (criterion.metric === passRate.id && measure !== undefined && !measure.malformed.has('pass') && measure.value.pass === undefined) {
    const message = `${who} judges ${passRate.id}, and measure.pass is missing`;
    problems.push({ code: 'EV2007', path: at, message, expected: 'measure: {pass: {metric: …, at: …}}' });
  }
  return [...problems, ...checkLimits({ path, value: criterion }, definition)];
}

function checkPart({ path, value: { id, metric, where } }: PlacedCriterion, metrics: Metrics): PathProblem[] {
  const ofPart = ('part' in where && where.part !== undefined) || ('each' in where && typeof where.each !== 'string');
  return partProblem(`criterion "${id}"`, [...path, 'where'], metrics.definitionOf(metric), ofPart);
}

function checkPlace({ path, value }: PlacedCriterion, partly: Partly<Measure> | undefined): PathProblem[] {
  const measure = partly?.malformed.has('across') ? undefined : partly?.value;
  const { id, metric, where, of, holds, correction, minimum_slice_n } = value;
  const who = `criterion "${id}"`;
  const problems: PathProblem[] = [];
  if ('slice' in where && where.slice !== undefined && Object.keys(where.slice).length !== 1) {
    const message = `${who}: a slice is one value of one dimension`;
    problems.push({ code: 'EV2009', path: [...path, 'where', 'slice'], message, got: JSON.stringify(where.slice), expected: '{dimension: value}' });
  }
  const listed = measure?.across ?? [];
  if ('across' in where && measure !== undefined && !listed.includes(where.across)) {
    const message = `${who}: nothing is measured across "${where.across}"${nearestText(where.across, listed)}`;
    problems.push({
      code: 'EV2016',
      path: [...path, 'where', 'across'],
      message,
      got: where.across,
      expected: listed.join(', ') || 'measure: {across: […]}',
    });
  }
  const compared = measure?.compare;
  if ('across' in where && of === 'candidate - baseline' && compared !== undefined && !compared.includes(metric)) {
    const message = `${who}: backends are not compared by ${metric} across ${where.across}`;
    problems.push({ code: 'EV2016', path: [...path, 'metric'], message, got: metric, expected: compared.join(', ') });
  }
  if (correction !== undefined && (!('each' in where) || holds !== 'interval')) {
    const message = `${who}: a correction is about the intervals of several places, and this criterion has ${'each' in where ? 'no interval to hold' : 'one place'}`;
    problems.push({ code: 'EV2017', path: [...path, 'correction'], message, expected: 'where: {…, each: …} and holds: interval' });
  }
  if (!('across' in where) && minimum_slice_n !== undefined) {
    const message = `${who}: minimum_slice_n is about values of a dimension, and this criterion is not across one`;
    problems.push({ code: 'EV2017', path: [...path, 'minimum_slice_n'], message, got: String(minimum_slice_n) });
  }
  return problems;
}
