/** Jobs on disk. Every change is one transaction, so that a process that is killed leaves a job before it or after it. */
import * as z from 'zod';
import { type JobError, type JobKind, type JobStatus, jobKind, jobStatus } from '../../contracts/service.ts';
import { type DatabaseSync, inTransaction, openDatabase, preparing } from '../../leaderboard/store/database.ts';
import { jobMigrations } from './migrations.ts';

const row = z.strictObject({
  id: z.string(),
  kind: jobKind,
  status: jobStatus,
  task: z.string(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  completed_at: z.string().nullable(),
  progress: z.number(),
  stage: z.string(),
  attempts: z.number(),
  done: z.string(),
  cancel: z.number(),
  result: z.string().nullable(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  idempotency_key: z.string().nullable(),
  request_digest: z.string(),
});
type Row = z.infer<typeof row>;

export interface Job extends Omit<Row, 'task' | 'done' | 'result' | 'cancel' | 'error_code' | 'error_message'> {
  readonly task: unknown;
  /** What a job has finished of its work, for the one who takes it up again. */
  readonly done: Readonly<Record<string, unknown>>;
  readonly result: unknown;
  readonly cancelled: boolean;
  readonly error: JobError | null;
}

export interface NewJob {
  readonly kind: JobKind;
  readonly task: unknown;
  readonly requestDigest: string;
  /** From the client: two requests with one key are one job. */
  readonly key: string | null;
}

export type Submitted =
  | { readonly outcome: 'new' | 'known'; readonly job: Job }
  /** The key was used for another request. */
  | { readonly outcome: 'conflict' }
  /** Too many jobs wait. */
  | { readonly outcome: 'full' };

/** How a job may end. */
export type Ending =
  | { readonly status: 'completed'; readonly result: unknown }
  | { readonly status: 'failed'; readonly error: JobError }
  | { readonly status: 'cancelled' };

/** A job that was begun so often and never came to an end stops the server, or is too large for it. */
export const mostAttempts = 3;

export class JobStore {
  readonly #database: DatabaseSync;
  readonly #prepare: ReturnType<typeof preparing>;
  readonly #now: () => string;
  readonly #newId: () => string;

  /** @param now UTC, ISO 8601 @param newId eight hexadecimal digits */
  constructor(path: string, { now, newId }: { now: () => string; newId: () => string }) {
    this.#database = openDatabase(path, jobMigrations);
    this.#prepare = preparing(this.#database);
    this.#now = now;
    this.#newId = newId;
  }

  close(): void {
    this.#database.close();
  }

  submit({ kind, task, requestDigest, key }: NewJob, limit: number): Submitted {
    return inTransaction(this.#database, (): Submitted => {
      const known = key === null ? undefined : this.#one('SELECT * FROM jobs WHERE idempotency_key = ?', key);
      if (known !== undefined) return known.request_digest === requestDigest ? { outcome: 'known', job: known } : { outcome: 'conflict' };
      if (this.count('queued') >= limit) return { outcome: 'full' };
      let id = this.#newId();
      while (this.get(id) !== undefined) id = this.#newId();
      this.#prepare(
        'INSERT INTO jobs (id, kind, status, task, created_at, idempotency_key, request_digest) VALUES (:id, :kind, :status, :task, :now, :key, :digest)',
      ).run({ id, kind, status: 'queued', task: JSON.stringify(task), now: this.#now(), key, digest: requestDigest });
      return { outcome: 'new', job: this.#present(id) };
    });
  }

  get(id: string): Job | undefined {
    return this.#one('SELECT * FROM jobs WHERE id = ?', id);
  }

  /** The newest first. */
  list({ status, limit }: { readonly status?: JobStatus | undefined; readonly limit: number }): Job[] {
    const sql = `SELECT * FROM jobs ${status === undefined ? '' : 'WHERE status = ?'} ORDER BY rowid DESC LIMIT ?`;
    return this.#prepare(sql)
      .all(...(status === undefined ? [] : [status]), limit)
      .map(jobOf);
  }

  count(status: JobStatus): number {
    return (this.#prepare('SELECT count(*) AS n FROM jobs WHERE status = ?').get(status) as { n: number }).n;
  }

  /** Takes the oldest job that waits. */
  begin(): Job | undefined {
    return inTransaction(this.#database, () => {
      const next = this.#one("SELECT * FROM jobs WHERE status = 'queued' ORDER BY created_at, rowid LIMIT 1");
      if (next === undefined) return undefined;
      this.#prepare("UPDATE jobs SET status = 'running', started_at = coalesce(started_at, ?), attempts = attempts + 1 WHERE id = ?").run(
        this.#now(),
        next.id,
      );
      return this.#present(next.id);
    });
  }

  progress(id: string, progress: number, stage: string): void {
    this.#prepare("UPDATE jobs SET progress = ?, stage = ? WHERE id = ? AND status = 'running'").run(progress, stage, id);
  }

  /** Writes down a step that must not be done twice. */
  markDone(id: string, step: Readonly<Record<string, unknown>>): void {
    inTransaction(this.#database, () => {
      const done = { ...this.#present(id).done, ...step };
      this.#prepare('UPDATE jobs SET done = ? WHERE id = ?').run(JSON.stringify(done), id);
    });
  }

  end(id: string, ending: Ending): void {
    const result = ending.status === 'completed' ? JSON.stringify(ending.result) : null;
    const error = ending.status === 'failed' ? ending.error : null;
    this.#prepare(
      `UPDATE jobs SET status = :status, completed_at = :now, result = :result, error_code = :code, error_message = :message,
         progress = CASE WHEN :status = 'completed' THEN 1 ELSE progress END, stage = '' WHERE id = :id AND status IN ('queued', 'running')`,
    ).run({ id, status: ending.status, now: this.#now(), result, code: error?.code ?? null, message: error?.message ?? null });
  }

  /** A job that waits is cancelled at once; one that runs is told to stop; one that has ended stays as it is. */
  cancel(id: string): Job | undefined {
    return inTransaction(this.#database, () => {
      const job = this.get(id);
      if (job?.status === 'queued') this.end(id, { status: 'cancelled' });
      if (job?.status === 'running') this.#prepare('UPDATE jobs SET cancel = 1 WHERE id = ?').run(id);
      return this.get(id);
    });
  }

  /** After a start: what was running when the server ended waits again. A job that ended it several times is given up. */
  recover(): { readonly again: string[]; readonly givenUp: string[] } {
    return inTransaction(this.#database, () => {
      const running = this.#prepare("SELECT * FROM jobs WHERE status = 'running' ORDER BY created_at, rowid").all().map(jobOf);
      const [again, givenUp]: [string[], string[]] = [[], []];
      for (const { id, attempts, cancelled } of running) {
        if (cancelled) this.end(id, { status: 'cancelled' });
        else if (attempts < mostAttempts) {
          this.#prepare("UPDATE jobs SET status = 'queued', progress = 0, stage = '' WHERE id = ?").run(id);
          again.push(id);
        } else {
          this.end(id, { status: 'failed', error: { code: 'EV9231', message: `the server ended ${attempts} times while this job ran` } });
          givenUp.push(id);
        }
      }
      return { again, givenUp };
    });
  }

  #present(id: string): Job {
    const job = this.get(id);
    if (job === undefined) throw new Error(`no job ${id}`);
    return job;
  }

  #one(sql: string, ...values: readonly string[]): Job | undefined {
    const found = this.#prepare(sql).get(...values);
    return found === undefined ? undefined : jobOf(found);
  }
}

function jobOf(found: Record<string, unknown>): Job {
  const { task, done, result, cancel, error_code: code, error_message: message, ...rest } = row.parse({ ...found });
  return {
    ...rest,
    task: JSON.parse(task),
    done: JSON.parse(done) as Record<string, unknown>,
    result: result === null ? null : JSON.parse(result),
    cancelled: cancel === 1,
    error: code === null ? null : { code, message: message ?? '' },
  };
}
