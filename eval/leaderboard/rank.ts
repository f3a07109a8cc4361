/** Models by the best run of each. */
import { byNumber, byText } from '../io/order.ts';

export interface Scored {
  readonly model: string;
  readonly report: string;
  readonly verdict: string;
  readonly score: number | null;
  readonly reason: string | null;
}

export interface Ranking<T> {
  readonly entries: readonly (T & { readonly rank: number; readonly runs: number; readonly score: number })[];
  readonly leftOut: readonly (T & { readonly reason: string })[];
}

/**
 * Equal scores share a rank and the next rank is skipped (1, 1, 3); among them order is by name, and means nothing. A void run
 * and a run without a score have no place: they are listed with the reason.
 */
export function rank<T extends Scored>(runs: readonly T[]): Ranking<T> {
  const leftOut: (T & { reason: string })[] = [];
  const admissible: (T & { score: number })[] = [];
  for (const run of runs) {
    if (run.verdict === 'void') leftOut.push({ ...run, reason: 'the verdict is void: nothing trustworthy was measured' });
    else if (run.score === null) leftOut.push({ ...run, reason: run.reason ?? 'no score' });
    else admissible.push({ ...run, score: run.score });
  }
  const best = [...Map.groupBy(admissible, ({ model }) => model).values()].map((own) => {
    const [first] = own.toSorted((a, b) => byNumber(b.score, a.score) || byText(a.report, b.report));
    return { ...(first as T & { score: number }), runs: own.length };
  });
  const sorted = best.toSorted((a, b) => byNumber(b.score, a.score) || byText(a.model, b.model));
  const entries = sorted.map((run) => ({ ...run, rank: 1 + sorted.filter(({ score }) => score > run.score).length }));
  return { entries, leftOut: leftOut.toSorted((a, b) => byText(a.model, b.model) || byText(a.report, b.report)) };
}
