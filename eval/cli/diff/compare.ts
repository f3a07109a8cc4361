/** Two evaluations side by side: verdict, criteria, sanity findings and numbers that differ. */
import type { Difference } from '../../contracts/cli_results.ts';
import type { Golden, GoldenCriterion } from '../../contracts/golden.ts';
import { digestOf } from '../../io/digest.ts';
import { standingOf } from '../../table/versus.ts';
import { contextOf, obstaclesBetween, succeeds } from '../record/comparable.ts';
import { changeOf, hindranceBetween, joinNumbers } from '../record/join.ts';
import { type Compared, candidatesBetween } from './candidates.ts';

export interface CompareInput extends Compared {
  /** Compares what can be compared although there are obstacles. */
  readonly anyway: boolean;
}

/**
 * The outcome is `same` where nothing that could be compared differs; another candidate with equal numbers is the same.
 * Numbers that must not be compared are listed with their obstacle, and do not make the outcome.
 */
export function compare({ a, b, anyway, reports }: CompareInput): Difference {
  const told = {
    schemaVersion: 1,
    kind: 'difference',
    a: sideOf(a),
    b: sideOf(b),
    obstacles: obstaclesBetween(a, b),
    context: contextOf(a, b),
  } as const;
  // Of a report and the one of its baseline, the two candidates have everything in common.
  const stops = succeeds(a, b) || succeeds(b, a) ? told.obstacles.filter(({ key }) => key !== 'baseline') : told.obstacles;
  if (stops.length > 0 && !anyway)
    return { ...told, outcome: 'incomparable', criteria: [], sanity: [], numbers: [], standing: standingOf([]), compared: 0, hindered: 0 };
  const joined = joinNumbers(a, b);
  const comparable = joined.filter(({ hinderedBy }) => hinderedBy === null);
  const versus = candidatesBetween({ a, b, reports });
  const judged = joined.map((number) => ({ ...number, versus: number.of === 'candidate' && number.hinderedBy === null ? versus(number) : null }));
  const whole = judged.filter(({ where: { slice, part, across } }) => slice === null && part === undefined && across === undefined);
  const numbers = judged.filter((number) => unequal(number.a, number.b));
  const [criteria, sanity] = [criteriaThatDiffer(a, b), findingsThatDiffer(a, b)];
  const differs = a.verdict !== b.verdict || sanity.length > 0 || [...criteria, ...numbers].some(({ hinderedBy }) => hinderedBy === null);
  return {
    ...told,
    outcome: differs ? 'different' : 'same',
    criteria,
    sanity,
    numbers,
    standing: standingOf(whole.flatMap(({ versus }) => versus ?? [])),
    compared: comparable.filter((number) => number.a !== null && number.b !== null).length,
    hindered: joined.length - comparable.length,
  };
}

function sideOf({ evaluation, verdict, recommendation, deciding, policy, backends }: Golden): Difference['a'] {
  return { evaluation, verdict, recommendation, deciding, policy, backends };
}

/** In the order of the first record, then what only the second has. */
function criteriaThatDiffer(a: Golden, b: Golden): Difference['criteria'] {
  const hinders = hindranceBetween(a, b);
  const pairs = outerJoin(a.criteria, b.criteria, ({ id }) => id);
  return pairs
    .filter(([before, after]) => unequal(before, after))
    .map(([before, after]) => {
      const hinderedBy = [before, after].flatMap((criterion) => (criterion === null ? [] : (hinders(criterion) ?? [])))[0] ?? null;
      const change = hinderedBy === null && asksTheSame(before, after) ? changeOf(before?.observed, after?.observed) : null;
      return { id: before?.id ?? after?.id ?? '', a: before, b: after, change, hinderedBy };
    });
}

/** Whether two criteria are about one number. */
export function asksTheSame(a: GoldenCriterion | null, b: GoldenCriterion | null): boolean {
  const about = ({ metric, statistic, of, where }: GoldenCriterion): string => digestOf([metric, statistic, of, where]);
  return a !== null && b !== null && about(a) === about(b);
}

function findingsThatDiffer(a: Golden, b: Golden): Difference['sanity'] {
  const key = ({ check, corpus, of, metric }: Golden['sanity'][number]) => ({ check, corpus, of, metric });
  const pairs = outerJoin(a.sanity, b.sanity, (finding) => Object.values(key(finding)).join('\u0000'));
  return pairs.flatMap(([before, after]) => {
    const finding = before ?? after;
    return finding !== null && unequal(before, after) ? [{ ...key(finding), a: before, b: after }] : [];
  });
}

function outerJoin<T>(a: readonly T[], b: readonly T[], keyOf: (item: T) => string): [T | null, T | null][] {
  const [inA, inB] = [new Map(a.map((item) => [keyOf(item), item])), new Map(b.map((item) => [keyOf(item), item]))];
  return [...new Set([...inA.keys(), ...inB.keys()])].map((key) => [inA.get(key) ?? null, inB.get(key) ?? null]);
}

function unequal(a: unknown, b: unknown): boolean {
  return digestOf(a) !== digestOf(b);
}
