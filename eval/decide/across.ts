/** The numbers of one criterion across a dimension (folds, sites): each value of it counts once, and none may be missing. */
import type { Criterion } from '../contracts/criteria.ts';
import type { AcrossRow, Interval, Where } from '../contracts/metrics.ts';
import { compare, fraction, meanOf, minus, type Rational } from '../stats/rational.ts';
import { direction } from '../table/direction.ts';
import type { MetricsIndex } from '../table/index.ts';
import { samples } from '../table/units.ts';
import { tooFewText } from './judgement.ts';
import { nothing, numberOf, type Observation } from './observation.ts';

export function observationAcross(criterion: Criterion, where: Where, dimension: string, table: MetricsIndex): Observation {
  const { metric, statistic, of, minimum_slice_n } = criterion;
  const expected = (table.dimensions.get(where.corpus)?.[dimension] ?? []).map(({ value }) => value);
  const [candidate, baseline] = [table.across(table.candidate, where, metric), table.across(table.baseline, where, metric)];
  if (candidate === undefined) return nothing;
  const told = { candidate: numberOf(candidate, statistic), baseline: numberOf(baseline ?? {}, statistic) };
  if (of === 'candidate') {
    return {
      ...told,
      observed: told.candidate,
      exact: exactOf(candidate, statistic),
      observedReason: candidate.reason,
      interval: statistic === 'mean' ? intervalOf(candidate) : null,
      intervalReason: candidate.reason,
      n: definedIn(candidate).size,
      gaps: gapsOf(candidate, expected, minimum_slice_n, ''),
      remarks: statistic === 'worst' && candidate.worstValue !== null ? [`the worst is ${candidate.worstValue}`] : [],
    };
  }
  const row = table.comparison(where, metric);
  if (baseline === undefined || row === undefined) return nothing;
  const pairs = definedIn(baseline);
  return {
    ...told,
    observed: statistic === 'mean' ? row.difference : null,
    exact: differenceOf(exactOf(candidate, 'mean'), exactOf(baseline, 'mean')),
    observedReason: row.reason,
    interval: intervalOf(row),
    intervalReason: row.reason,
    n: [...definedIn(candidate)].filter((value) => pairs.has(value)).length,
    gaps: [...gapsOf(candidate, expected, minimum_slice_n, ''), ...gapsOf(baseline, expected, minimum_slice_n, ' of the baseline')],
    remarks: [],
  };
}

/** A statistic across rates as a fraction; null where a value is no rate, and for statistics that no fraction is. */
function exactOf({ values }: AcrossRow, statistic: Criterion['statistic']): Rational | null {
  const rates = values.flatMap(({ counts }) => (counts === undefined ? [] : [fraction(counts)]));
  if (rates.length === 0 || rates.length < values.length) return null;
  const ascending = rates.toSorted(compare);
  const [least, most] = [ascending[0] as Rational, ascending.at(-1) as Rational];
  if (statistic === 'mean') return meanOf(rates);
  return statistic === 'spread' ? minus(most, least) : null;
}

function differenceOf(a: Rational | null, b: Rational | null): Rational | null {
  return a === null || b === null ? null : minus(a, b);
}

/** The value of the dimension where the candidate, or its difference to the baseline, is worst; ties by the dimension's order. */
export function worstValue({ metric, of }: Criterion, where: Where, table: MetricsIndex): string | undefined {
  const towardsWorse = direction(table.definition(metric));
  const subtracted = new Map(table.across(table.baseline, where, metric)?.values.map(({ value, observed }) => [value, observed]));
  const ranked = (table.across(table.candidate, where, metric)?.values ?? []).flatMap(({ value, observed }) => {
    const other = of === 'candidate' ? 0 : (subtracted.get(value) ?? null);
    return observed === null || other === null ? [] : [{ value, rank: towardsWorse * (observed - other) }];
  });
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.value;
}

function definedIn({ values }: AcrossRow): Set<string> {
  return new Set(values.flatMap(({ value, observed }) => (observed === null ? [] : [value])));
}

/** What is wrong with each value that the dimension has. */
function gapsOf({ values }: AcrossRow, expected: readonly string[], minimum: number | undefined, whose: string): string[] {
  const found = new Map(values.map((own) => [own.value, own]));
  return [...new Set([...expected, ...found.keys()])].flatMap((value) => {
    const own = found.get(value);
    if (own === undefined) return [`${value}${whose} is missing`];
    if (own.observed === null) return [`${value}${whose} has no value (${own.reason ?? 'no reason is given'})`];
    return minimum !== undefined && own.n < minimum ? [`${value}${whose} ${tooFewText(own.n, samples, minimum)}`] : [];
  });
}

/** Student's t has no resamples; its groups are the values of the dimension. */
function intervalOf({ interval, n }: Pick<AcrossRow, 'interval' | 'n'>): Interval | null {
  return interval === null ? null : { ...interval, method: 'student-t', resamples: 0, groups: n };
}
