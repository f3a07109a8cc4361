/** What a schema cannot see in criteria: names, ranges, and combinations that make no sense. */

import type { Measure, TieredCriterion } from '../contracts/criteria.ts';
import { nearestText } from '../errors/nearest.ts';
import { passRate } from '../metrics/pass_rate.ts';
import { checkMeasure } from './check_measure.ts';
import { checkStatistic, judgedRange } from './check_statistic.ts';
import type { Fault, Placed } from './fault.ts';
import { doubled } from './fault.ts';
import type { Metrics } from './metrics.ts';
import { declaredMetrics, judgeable, outside, withDeclared } from './metrics.ts';
import { checkChoice, checkTierNames, perTier } from './tiers.ts';

/** The well-formed parts of a criteria file. */
export interface Parts {
  readonly criteria: readonly Placed<TieredCriterion>[];
  /** Undefined where it is malformed: then only what does not depend on it is checked. */
  readonly measure: Measure | undefined;
  /** Empty where the file declares none; undefined where they are malformed. */
  readonly tiers: readonly string[] | undefined;
}

/**
 * @param measured the metrics that exist without this file
 * @param tier the chosen one
 */
export function checkCriteria({ criteria, measure, tiers }: Parts, measured: Metrics, tier: string | undefined): Fault[] {
  const declared = measure === undefined ? [] : declaredMetrics(measured, measure);
  const metrics = withDeclared(measured, declared);
  return [
    ...(tiers === undefined ? [] : [...checkChoice(tiers, tier), ...criteria.flatMap((criterion) => checkTierNames(criterion, tiers))]),
    ...(measure === undefined ? [] : checkMeasure(measure, measured, declared)),
    ...criteria.flatMap((criterion) => [
      ...checkMetric(criterion, measure, metrics),
      ...checkPlace(criterion, measure),
      ...checkStatistic(criterion),
    ]),
    ...doubled(criteria.map(({ path, value }) => ({ path: [...path, 'id'], value: value.id }))),
  ];
}

function checkMetric({ path, value: criterion }: Placed<TieredCriterion>, measure: Measure | undefined, metrics: Metrics): Fault[] {
  const who = `criterion "${criterion.id}"`;
  const at = [...path, 'metric'];
  const { definition, fault } = judgeable(criterion.metric, who, at, metrics);
  // A malformed `measure` may declare it.
  if (definition === undefined) return fault === undefined || measure === undefined ? [] : [fault];
  const faults = fault === undefined ? [] : [fault];
  if (criterion.metric === passRate.id && measure !== undefined && measure.pass === undefined) {
    const message = `${who} judges ${passRate.id}, and measure.pass is missing`;
    faults.push({ code: 'EV2007', path: at, message, expected: 'measure: {pass: {metric: …, at: …}}' });
  }
  const { what, range } = judgedRange(criterion, definition);
  const limits = perTier(criterion.limit).flatMap(({ tier, value }) =>
    outside(`${who}: no ${what} reaches the limit`, [...path, 'limit', ...(tier === undefined ? [] : [tier])], value, range),
  );
  return [...faults, ...limits];
}

function checkPlace({ path, value }: Placed<TieredCriterion>, measure: Measure | undefined): Fault[] {
  const { id, metric, where, of, minimum_slice_n } = value;
  const who = `criterion "${id}"`;
  const faults: Fault[] = [];
  if ('slice' in where && Object.keys(where.slice).length !== 1) {
    const message = `${who}: a slice is one value of one dimension`;
    faults.push({ code: 'EV2009', path: [...path, 'where', 'slice'], message, got: JSON.stringify(where.slice), expected: '{dimension: value}' });
  }
  const listed = measure?.across ?? [];
  if ('across' in where && measure !== undefined && !listed.includes(where.across)) {
    const message = `${who}: nothing is measured across "${where.across}"${nearestText(where.across, listed)}`;
    faults.push({
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
    faults.push({ code: 'EV2016', path: [...path, 'metric'], message, got: metric, expected: compared.join(', ') });
  }
  if (!('across' in where) && minimum_slice_n !== undefined) {
    const message = `${who}: minimum_slice_n is about values of a dimension, and this criterion is not across one`;
    faults.push({ code: 'EV2017', path: [...path, 'minimum_slice_n'], message, got: String(minimum_slice_n) });
  }
  return faults;
}
