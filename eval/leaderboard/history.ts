/** What a model did over time, on each suite apart: numbers of two suites make no trend. */
import type { Scoring } from '../contracts/leaderboard.ts';
import { type Ranking, rank } from './rank.ts';
import { type Score, scoreOf } from './scoring.ts';
import type { IndexedRun, ReportIndex } from './store/index.ts';

export type ScoredRun = IndexedRun & Score;

export interface HistoryEntry extends ScoredRun {
  /** Score minus that of the model's run before it on the same suite; null where one of them has none. */
  readonly change: number | null;
}

/** All runs of a model, the newest first. */
export function historyOf(index: ReportIndex, model: string, scoringOf: (run: IndexedRun) => Scoring): HistoryEntry[] {
  const runs = index.runs({ model }).map((run) => scored(index, run, scoringOf(run)));
  return runs.map((run, i) => {
    const before = runs.slice(i + 1).find(({ suite }) => suite === run.suite);
    const change = run.score === null || before === undefined || before.score === null ? null : run.score - before.score;
    return { ...run, change };
  });
}

/** Models on one suite, under any weights. */
export function boardOf(index: ReportIndex, suite: string, scoring: Scoring): Ranking<ScoredRun> {
  return rank(index.runs({ suite }).map((run) => scored(index, run, scoring)));
}

function scored(index: ReportIndex, run: IndexedRun, scoring: Scoring): ScoredRun {
  return { ...run, ...scoreOf(index.numbers(run.id, scoring.terms), scoring) };
}
