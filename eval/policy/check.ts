/** What a schema cannot see in criteria: names, ranges, and combinations that make no sense. */
import type { Criterion, Measure } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { Problem } from '../errors/errors.ts';
import { nearest, shorten } from '../errors/errors.ts';
import type { Path } from '../io/issues.ts';
import { passRate } from '../metrics/pass_rate.ts';

/** A problem that still knows its path in the document rather than its line. */
export interface Fault extends Omit<Problem, 'place'> {
  readonly path: Path;
}

export type Definitions = ReadonlyMap<string, MetricDefinition>;

/** Criteria by their place in the file: those that are well-formed, so that one bad entry does not hide the others' faults. */
export type PlacedCriteria = readonly { readonly index: number; readonly criterion: Criterion }[];

/** @param measure undefined where it is malformed: then only what does not depend on it is checked. */
export function checkCriteria(criteria: PlacedCriteria, measure: Measure | undefined, definitions: Definitions): Fault[] {
  const faults = criteria.flatMap(({ index, criterion }) => checkCriterion(criterion, ['criteria', index], definitions));
  const first = new Map<string, number>();
  for (const { index, criterion } of criteria) {
    const path = ['criteria', index];
    const before = first.get(criterion.id);
    if (before === undefined) first.set(criterion.id, index);
    else
      faults.push({
        code: 'EV2003',
        path: [...path, 'id'],
        message: `"${criterion.id}" is already the id of criteria[${before}]`,
        got: criterion.id,
      });
    if (criterion.metric === passRate.id && measure !== undefined && measure.pass === undefined) {
      const message = `criterion "${criterion.id}" judges ${passRate.id}, and measure.pass is missing`;
      faults.push({ code: 'EV2007', path: [...path, 'metric'], message, expected: 'measure: {pass: {metric: …, at: …}}' });
    }
  }
  return measure?.pass === undefined ? faults : [...faults, ...checkPass(measure.pass, definitions)];
}

function checkCriterion(criterion: Criterion, path: Path, definitions: Definitions): Fault[] {
  const who = `criterion "${criterion.id}"`;
  const faults: Fault[] = [];
  const { definition, fault } = judgeable(criterion.metric, who, [...path, 'metric'], definitions);
  if (fault !== undefined) faults.push(fault);
  const delta = criterion.of === 'candidate - baseline';
  if (definition !== undefined) {
    const range = reachable(definition, delta);
    const outside = outOf(range, criterion.limit);
    if (outside)
      faults.push(
        rangeFault(`${who}: no ${delta ? 'difference of ' : ''}${definition.id} reaches the limit`, [...path, 'limit'], criterion.limit, range),
      );
  }
  if (criterion.statistic !== 'value' && delta) {
    const message = `${who}: the difference of the ${criterion.statistic} is not computed, only that of the value`;
    faults.push({ code: 'EV2008', path: [...path, 'statistic'], message, got: criterion.statistic, expected: 'value' });
  } else if (criterion.statistic !== 'value' && criterion.holds === 'interval') {
    const message = `${who}: the interval is that of the value, not of the ${criterion.statistic}`;
    faults.push({ code: 'EV2008', path: [...path, 'holds'], message, got: criterion.holds, expected: 'value' });
  }
  if ('slice' in criterion.where && Object.keys(criterion.where.slice).length !== 1) {
    const got = JSON.stringify(criterion.where.slice);
    faults.push({
      code: 'EV2009',
      path: [...path, 'where', 'slice'],
      message: `${who}: a slice is one value of one dimension`,
      got,
      expected: '{dimension: value}',
    });
  }
  return faults;
}

function checkPass(pass: NonNullable<Measure['pass']>, definitions: Definitions): Fault[] {
  const path = ['measure', 'pass'];
  if (pass.metric === passRate.id) {
    return [
      {
        code: 'EV2004',
        path: [...path, 'metric'],
        message: `measure.pass: a sample passes by a value of its own, and ${passRate.id} has none`,
        got: passRate.id,
      },
    ];
  }
  const { definition, fault } = judgeable(pass.metric, 'measure.pass', [...path, 'metric'], definitions);
  if (definition === undefined) return fault === undefined ? [] : [fault];
  const range = reachable(definition, false);
  return [
    ...(fault === undefined ? [] : [fault]),
    ...(outOf(range, pass.at) ? [rangeFault(`measure.pass: no ${definition.id} reaches the limit`, [...path, 'at'], pass.at, range)] : []),
  ];
}

/** The metric, and what speaks against judging by it. */
function judgeable(metric: string, who: string, path: Path, definitions: Definitions): { definition?: MetricDefinition; fault?: Fault } {
  const definition = definitions.get(metric);
  if (definition === undefined) {
    const known = [...definitions.values()].filter((d) => !d.secondary).map((d) => d.id);
    const message = `${who}: no metric named "${shorten(metric, 60)}"${nearestText(metric, known)}`;
    return { fault: { code: 'EV2004', path, message, got: metric, expected: known.join(', ') } };
  }
  if (!definition.secondary) return { definition };
  return {
    definition,
    fault: { code: 'EV2005', path, message: `${who}: ${metric} is secondary (box numbers are), nothing may be decided by it`, got: metric },
  };
}

type Range = readonly [number | null, number | null];

/** The values a metric can have; a difference of two lies within plus and minus the width of that. */
function reachable({ range: [low, high] }: MetricDefinition, delta: boolean): Range {
  if (!delta) return [low, high];
  return low === null || high === null ? [null, null] : [low - high, high - low];
}

function outOf([low, high]: Range, limit: number): boolean {
  return (low !== null && limit < low) || (high !== null && limit > high);
}

function rangeFault(message: string, path: Path, limit: number, [low, high]: Range): Fault {
  return { code: 'EV2006', path, message, got: String(limit), expected: `${low ?? 'any number'} to ${high ?? 'any number'}` };
}

/** ` (nearest: …)`, or nothing when no known name is near. */
export function nearestText(wanted: string, known: Iterable<string>): string {
  const near = nearest(wanted, known);
  return near === undefined ? '' : ` (nearest: ${near})`;
}
