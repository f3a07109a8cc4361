/** Where a criterion applies: one subset, each value of a dimension or each part of a set in their order, or across a dimension. */

import type { Criterion } from '../contracts/criteria.ts';
import type { Where } from '../contracts/metrics.ts';
import type { MetricsIndex } from '../table/index.ts';
import { acrossWhere } from '../table/subsets.ts';
import { type Unit, unitOf } from '../table/units.ts';

/** A criterion at one place. */
export interface CriterionCase {
  /** The criterion's id, or `id/value`. */
  readonly id: string;
  readonly title: string;
  readonly where: Where;
  /** What its numbers rest on. */
  readonly unit: Unit;
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
