/** An index of reports. It answers questions; the reports stay the truth, and it can be made again from them at any time. */
import * as z from 'zod';
import type { Report } from '../../contracts/report.ts';
import type { RunRecord } from '../../contracts/run.ts';
import { canonicalLine } from '../../io/canonical_json.ts';
import { numbersOf, type RawNumber, rawNumber } from '../numbers.ts';
import { suiteOf } from '../suite.ts';
import { type DatabaseSync, inTransaction, openDatabase, preparing } from './database.ts';
import { indexMigrations } from './migrations.ts';

const runRow = z.strictObject({
  id: z.string(),
  model: z.string(),
  finished: z.string(),
  dataset: z.string(),
  suite: z.string(),
  report: z.string(),
  candidate: z.string(),
  checkpoint: z.string().nullable(),
  verdict: z.string(),
});
export type IndexedRun = z.infer<typeof runRow>;

/** One run of an evaluation, as it lies in a folder of results. */
export interface Result {
  readonly id: string;
  readonly record: RunRecord;
  readonly report: Report;
}

export class ReportIndex {
  readonly #database: DatabaseSync;
  readonly #prepare: ReturnType<typeof preparing>;

  constructor(path: string) {
    this.#database = openDatabase(path, indexMigrations);
    this.#prepare = preparing(this.#database);
  }

  close(): void {
    this.#database.close();
  }

  /** Adds runs, or replaces what was known of them, in one step: nobody sees half of them. */
  add(...results: readonly Result[]): void {
    inTransaction(this.#database, () => {
      for (const result of results) this.#insert(result);
    });
  }

  #insert({ id, record, report }: Result): void {
    const suite = suiteOf(report);
    const { verdict, digests } = report.decision;
    this.#prepare('DELETE FROM runs WHERE id = ?').run(id);
    const { model, finished, dataset, report: digest } = record;
    const { candidate, candidateCheckpoint: checkpoint } = digests;
    const row: IndexedRun = { id, model, finished, dataset, suite: suite.digest, report: digest, candidate, checkpoint, verdict };
    const columns = Object.keys(row);
    this.#prepare(`INSERT INTO runs (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`).run(row);
    const corpora = this.#prepare('INSERT INTO run_corpora VALUES (?, ?, ?)');
    for (const [name, digest] of Object.entries(suite.corpora)) corpora.run(id, name, digest);
    const numbers = this.#prepare('INSERT INTO numbers VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const { metric, where, value, n, low, high } of numbersOf(report)) numbers.run(id, metric, canonicalLine(where), value, n, low, high);
  }

  /** All runs, the newest first. */
  runs(filter: { readonly model?: string; readonly suite?: string; readonly dataset?: string } = {}): IndexedRun[] {
    const conditions = Object.entries(filter).filter(([, value]) => value !== undefined);
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([column]) => `${column} = :${column}`).join(' AND ')}`;
    const rows = this.#prepare(`SELECT * FROM runs ${where} ORDER BY finished DESC, id DESC`).all(Object.fromEntries(conditions));
    return rows.map((row) => runRow.parse({ ...row }));
  }

  run(id: string): IndexedRun | undefined {
    const row = this.#prepare('SELECT * FROM runs WHERE id = ?').get(id);
    return row === undefined ? undefined : runRow.parse({ ...row });
  }

  /**
   * The raw metrics of a run, which other weights can be applied to.
   * @param at only these: a table of a detector has thousands, of which a score takes five
   */
  numbers(id: string, at?: readonly Pick<RawNumber, 'metric' | 'where'>[]): RawNumber[] {
    const one = this.#prepare(`${select} AND metric = ? AND place = ?`);
    const rows = at?.flatMap(({ metric, where }) => one.all(id, metric, canonicalLine(where))) ?? this.#prepare(select).all(id);
    return rows.map(numberOf);
  }

  /** The numbers of every part (a class of objects, a region) over a whole corpus. */
  parts(id: string, { metric, corpus }: { readonly metric: string; readonly corpus: string }): RawNumber[] {
    const any = canonicalLine({ corpus, part: '*', slice: null });
    return this.#prepare(`${select} AND metric = ? AND place GLOB ?`).all(id, metric, any).map(numberOf);
  }

  /** Digests of the corpora that a run was measured on. */
  corpora(id: string): string[] {
    return this.#prepare('SELECT digest FROM run_corpora WHERE run = ? ORDER BY name')
      .all(id)
      .map(({ digest }) => String(digest));
  }

  /** When numbers of a candidate on a suite were first known, by whatever name and criteria. */
  knownSince(suite: string, candidate: string): string | null {
    const { first } = this.#prepare('SELECT min(finished) AS first FROM runs WHERE suite = ? AND candidate = ?').get(suite, candidate) as {
      first: string | null;
    };
    return first;
  }

  /**
   * How many candidates a corpus has judged: each time, what is chosen by its numbers fits it a little better by chance alone.
   * @param except digest of a backend that does not count: the one that is to be judged now
   */
  judged(corpus: string, except = ''): number {
    const sql = `SELECT count(DISTINCT candidate) AS judged FROM runs JOIN run_corpora ON run = id
      WHERE digest = ? AND coalesce(checkpoint, candidate) <> ?`;
    const { judged } = this.#prepare(sql).get(corpus, except) as { judged: number };
    return judged;
  }
}

const select = 'SELECT metric, place, value, n, low, high FROM numbers WHERE run = ?';

function numberOf({ place, ...number }: Readonly<Record<string, unknown>>): RawNumber {
  return rawNumber.parse({ ...number, where: JSON.parse(String(place)) });
}
