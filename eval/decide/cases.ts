/** Where a criterion applies: one subset, each value of a dimension or each part of a set in their order, or across a dimension. */

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
  const hasMetric = mustKnow('EV5303', 'metric', criterion.metric, [...table.definitions.keys()]);
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
    const { set, parts } = namedParts(where);
    const sets = table.partSets(where.corpus);
    const inSet = set === undefined || mustKnow('EV5302', `set of parts of ${where.corpus}`, set, Object.keys(sets));
    const known = set === undefined ? (hasMetric ? table.partsOf(where.corpus, criterion.metric) : []) : (sets[set] ?? []);
    if (inSet && hasMetric)
      for (const part of parts) mustKnow('EV5302', `part of ${where.corpus} that ${criterion.metric} is measured of`, part, known);
  }
  return problems;
}

/** Dimensions with the values that are spelt out. */
function namedSlices(where: Criterion['where']): [string, readonly string[]][] {
  if ('each' in where && typeof where.each === 'string') return [[where.each, where.except ?? []]];
  if ('across' in where) return [[where.across, []]];
  return 'slice' in where ? Object.entries(where.slice ?? {}).map(([dimension, value]) => [dimension, [value]]) : [];
}

/** The set and the parts that are spelt out. */
function namedParts(where: Criterion['where']): { readonly set?: string; readonly parts: readonly string[] } {
  if ('each' in where && typeof where.each !== 'string') return { set: where.each.part, parts: where.except ?? [] };
  return { parts: 'part' in where && where.part !== undefined ? [where.part] : [] };
}

/** What `each` goes through, in words: a dimension, or a set of parts. Undefined where the criterion has none. */
export function eachText({ where }: Criterion): string | undefined {
  if (!('each' in where)) return undefined;
  return typeof where.each === 'string' ? where.each : where.each.part;
}

/** Empty where `each` has nothing left. */
export function casesOf(criterion: Criterion, table: MetricsIndex): CriterionCase[] {
  return namedCases(criterion, table).map((named) => ({ ...named, unit: unitOf(named.where, table) }));
}

type NamedCase = Omit<CriterionCase, 'unit'>;

function namedCases({ where, metric, id, title = id }: Criterion, table: MetricsIndex): NamedCase[] {
  const { corpus } = where;
  const part = 'part' in where && where.part !== undefined ? { part: where.part } : {};
  if ('across' in where) return [{ id, title, where: { ...acrossWhere({ corpus, dimension: where.across }), ...part } }];
  const [named] = 'slice' in where ? Object.entries(where.slice ?? {}) : [];
  const slice = named === undefined ? null : { dimension: named[0], value: named[1] };
  if (!('each' in where)) return [{ id, title, where: { corpus, slice, ...part } }];

  const { each } = where;
  const of = (value: string, words: string, own: Where): NamedCase => ({ id: `${id}/${value}`, title: `${title}: ${words}`, where: own });
  const excepted = new Set(where.except);
  if (typeof each === 'string') {
    const values = table.dimensions.get(corpus)?.[each] ?? [];
    const judged = values.filter(({ value }) => !excepted.has(value));
    return judged.map(({ value, title: words }) => of(value, words, { corpus, slice: { dimension: each, value }, ...part }));
  }
  const inSet = new Set(table.partSets(corpus)[each.part]);
  const parts = table.partsOf(corpus, metric).filter((name) => inSet.has(name) && !excepted.has(name));
  return parts.map((name) => of(name, name, { corpus, slice, part: name }));
}
