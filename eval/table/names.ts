/** What criteria may name: corpora, their slices and parts, and whose numbers there are. */

import type { PartSets } from '../contracts/common.ts';
import type { Corpus } from '../contracts/corpus.ts';
import type { Criterion } from '../contracts/criteria.ts';
import type { Code } from '../errors/codes.ts';
import type { Problem } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';

/** A table has these, and so do the summaries of corpora before anything was measured. */
export interface KnownNames {
  /** Ids of metrics. */
  readonly definitions: { readonly has: (metric: string) => boolean; readonly keys: () => Iterable<string> };
  /** Slice dimensions by the name of each corpus; external metrics have none. */
  readonly dimensions: ReadonlyMap<string, Corpus['dimensions']>;
  readonly baseline: object | null;
  readonly partSets: (corpus: string) => PartSets;
  /** Parts of a corpus that a known metric has numbers of. */
  readonly partsOf: (corpus: string, metric: string) => readonly string[];
}

/** Everything that a criterion names and nobody knows: EV5302 to EV5304. */
export function unknownNames(criterion: Criterion, known: KnownNames): Problem[] {
  const problems: Problem[] = [];
  const mustKnow = (code: Code, what: string, wanted: string, names: readonly string[]): boolean => {
    if (names.includes(wanted)) return true;
    const message = `no ${what} "${wanted}"${nearestText(wanted, names)}`;
    problems.push({ code, location: `criterion "${criterion.id}"`, message, got: wanted, expected: names.join(', ') || 'nothing: there is none' });
    return false;
  };
  const hasMetric = known.definitions.has(criterion.metric) || mustKnow('EV5303', 'metric', criterion.metric, [...known.definitions.keys()]);
  if (criterion.of !== 'candidate' && known.baseline === null) {
    problems.push({
      code: 'EV5304',
      location: `criterion "${criterion.id}"`,
      message: `it judges ${criterion.of}, and the evaluation has no baseline`,
    });
  }
  const { where } = criterion;
  if (mustKnow('EV5302', 'corpus', where.corpus, [...known.dimensions.keys()])) {
    const dimensions = known.dimensions.get(where.corpus) ?? {};
    for (const [dimension, values] of namedSlices(where)) {
      if (!mustKnow('EV5302', `slice dimension of ${where.corpus}`, dimension, Object.keys(dimensions))) continue;
      const declared = (dimensions[dimension] ?? []).map(({ value }) => value);
      for (const value of values) mustKnow('EV5302', `value of ${dimension}`, value, declared);
    }
    const { set, parts } = namedParts(where);
    const sets = known.partSets(where.corpus);
    const inSet = set === undefined || mustKnow('EV5302', `set of parts of ${where.corpus}`, set, Object.keys(sets));
    const declared = set === undefined ? (hasMetric ? known.partsOf(where.corpus, criterion.metric) : []) : (sets[set] ?? []);
    if (inSet && hasMetric)
      for (const part of parts) mustKnow('EV5302', `part of ${where.corpus} that ${criterion.metric} is measured of`, part, declared);
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
