/** A leaderboard of reports, as the rule makes it: no clock, no database, the same bytes for the same reports. */
import type { Leaderboard, Scoring } from '../contracts/leaderboard.ts';
import type { Report } from '../contracts/report.ts';
import { InputError, type Problem } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { byText } from '../io/order.ts';
import { numberKey, numbersOf } from './numbers.ts';
import { rank } from './rank.ts';
import { scoreOf } from './scoring.ts';
import { suiteOf } from './suite.ts';

export interface LeaderboardInput {
  /** With the name of each model: several reports may be about one. */
  readonly reports: readonly { readonly model: string; readonly report: Report }[];
  readonly scoring: Scoring;
}

/** @throws InputError EV9102 for reports of several suites, EV9103 for a term that no report measured */
export function run({ reports, scoring }: LeaderboardInput): Leaderboard {
  const [first, ...others] = reports.map(({ report }) => ({ suite: suiteOf(report), evaluation: report.decision.evaluation }));
  if (first === undefined) throw new InputError({ code: 'EV9103', location: 'reports', message: 'there is none' });
  const problems: Problem[] = others
    .filter(({ suite }) => suite.digest !== first.suite.digest)
    .map(({ suite, evaluation }) => {
      const message = `it measured something else than ${first.evaluation}: ${differences(first.suite, suite).join(', ')}`;
      return { code: 'EV9102', location: evaluation, message };
    });
  const measured = new Set(reports.flatMap(({ report }) => numbersOf(report).map(numberKey)));
  for (const term of scoring.terms) {
    if (measured.has(numberKey(term))) continue;
    const message = `no report has a number of ${term.metric} there`;
    problems.push({ code: 'EV9103', location: term.name, message, got: JSON.stringify(term.where) });
  }
  if (problems.length > 0) throw new InputError(problems);

  const runs = reports.map(({ model, report }) => {
    const { digests, evaluation, verdict } = report.decision;
    const score = scoreOf(numbersOf(report), scoring);
    return { model, report: digestOf(report), evaluation, backend: digests.candidate, checkpoint: digests.candidateCheckpoint, verdict, ...score };
  });
  const { entries, leftOut } = rank(runs);
  return {
    schemaVersion: 1,
    kind: 'leaderboard',
    suite: first.suite,
    scoring,
    entries: entries.map(({ reason: _reason, ...entry }) => entry),
    left_out: [...leftOut],
  };
}

/** Names of what two suites do not share. */
function differences(a: ReturnType<typeof suiteOf>, b: ReturnType<typeof suiteOf>): string[] {
  const keys = <T>(x: Readonly<Record<string, T>>, y: Readonly<Record<string, T>>, what: string): string[] =>
    [...new Set([...Object.keys(x), ...Object.keys(y)])].filter((key) => x[key] !== y[key]).map((key) => `${what} ${key}`);
  return [
    ...keys(a.corpora, b.corpora, 'corpus'),
    ...(a.measure === b.measure ? [] : ['the measuring part of the criteria']),
    ...keys(a.metrics, b.metrics, 'version of'),
  ].sort(byText);
}
