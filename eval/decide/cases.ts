/** Where a criterion applies: one corpus, one slice, each value of a dimension in the taxonomy's order, or across them. */

import type { Criterion } from '../contracts/criteria.ts';
import type { Where } from '../contracts/metrics.ts';
import type { Code } from '../errors/codes.ts';
import type { Problem } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { MetricsIndex } from '../table/index.ts';
import { acrossWhere } from '../table/subsets.ts';
import type { Unit } from '../table/units.ts';
import { unitOf } from '../table/units.ts';

/** A criterion at one place. */
export interface CriterionCase {
  /** The criterion's id, or `id/value`. */
  readonly id: string;
  readonly title: string;
  readonly where: Where;
  /** What its numbers rest on. */
  readonly unit: Unit;
}

/** Everything a criterion names that the table does not know: EV5302 to EV5304. */
export function unknownNames(criterion: Criterion, table: MetricsIndex): Problem[] {
  const problems: Problem[] = [];
  const mustKnow = (code: Code, what: string, wanted: string, known: readonly string[]): boolean => {
    if (known.includes(wanted)) return true;
    const message = `no ${what} "${wanted}"${nearestText(wanted, known)}`;
    problems.push({ code, location: `criterion "${criterion.id}"`, message, got: wanted, expected: known.join(', ') || 'nothing: there is none' });
    return false;
  };
  mustKnow('EV5303', 'metric', criterion.metric, [...table.definitions.keys()]);
  if (criterion.of === 'candidate - baseline' && table.baseline === null) {
    problems.push({
      code: 'EV5304',
      location: `criterion "${criterion.id}"`,
      message: 'it judges candidate - baseline, and the evaluation has no baseline',
    });
  }
  const { where } = criterion;
  if (mustKnow('EV5302', 'corpus', where.corpus, [...table.dimensions.keys()])) {
    const dimensions = table.dimensions.get(where.corpus) ?? {};
    for (const [dimension, values] of namedSlices(where)) {
      if (!mustKnow('EV5302', `slice dimension of ${where.corpus}`, dimension, Object.keys(dimensions))) continue;
      const known = (dimensions[dimension] ?? []).map(({ value }) => value);
      for (const value of values) mustKnow('EV5302', `value of ${dimension}`, value, known);
    }
  }
  return problems;
}

/** Dimensions with the values that are spelt out. */
function namedSlices(where: Criterion['where']): [string, readonly string[]][] {
  if ('each' in where) return [[where.each, where.except ?? []]];
  if ('across' in where) return [[where.across, []]];
  return 'slice' in where ? Object.entries(where.slice).map(([dimension, value]) => [dimension, [value]]) : [];
}

/** Empty where `each` has no value left. */
export function casesOf(criterion: Criterion, table: MetricsIndex): CriterionCase[] {
  return namedCases(criterion, table).map((named) => ({ ...named, unit: unitOf(named.where, table) }));
}

function namedCases({ where, id, title = id }: Criterion, table: MetricsIndex): Omit<CriterionCase, 'unit'>[] {
  const { corpus } = where;
  if ('each' in where) {
    const values = table.dimensions.get(corpus)?.[where.each] ?? [];
    const judged = values.filter(({ value }) => !(where.except ?? []).includes(value));
    return judged.map(({ value, title: of }) => {
      return { id: `${id}/${value}`, title: `${title}: ${of}`, where: { corpus, slice: { dimension: where.each, value } } };
    });
  }
  if ('across' in where) return [{ id, title, where: acrossWhere({ corpus, dimension: where.across }) }];
  const [named] = 'slice' in where ? Object.entries(where.slice) : [];
  return [{ id, title, where: { corpus, slice: named === undefined ? null : { dimension: named[0], value: named[1] } } }];
}
