/** Takes one job after the other: Bazel does in parallel what can be, and one workspace builds one thing at a time. */

import { setTimeout as wait } from 'node:timers/promises';
import type { JobError } from '../../contracts/service.ts';
import { InputError } from '../../errors/errors.ts';
import { isStorageError } from '../storage.ts';
import { withoutPaths } from './errors.ts';
import type { Ending, Job, JobStore } from './store.ts';

/** What a job may tell while it runs. */
export interface Running {
  readonly signal: AbortSignal;
  /** @param share 0 to 1 */
  readonly progress: (share: number, stage: string) => void;
  /** Writes down, for good, a step that must not be done twice. */
  readonly done: (step: Readonly<Record<string, unknown>>) => void;
}

/** Does a job and returns its result. Throws InputError or JobFailure with what is to be told, anything else for our bug. */
export type Worker = (job: Job, running: Running) => Promise<unknown>;

/** A job failed for a reason that its owner can act on. */
export class JobFailure extends Error {
  readonly error: JobError;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'JobFailure';
    this.error = { code, message: withoutPaths(message) };
  }
}

export class Queue {
  readonly #store: JobStore;
  readonly #worker: Worker;
  readonly #report: (error: unknown, job: string) => void;
  #current: { readonly id: string; readonly controller: AbortController } | undefined;
  #loop: Promise<void> | undefined;
  #stopped = false;

  /** @param report hears of errors that are nobody's input: the log */
  constructor(store: JobStore, worker: Worker, report: (error: unknown, job: string) => void) {
    this.#store = store;
    this.#worker = worker;
    this.#report = report;
  }

  /** Something waits. */
  wake(): void {
    if (this.#stopped) return;
    this.#loop ??= this.#run().finally(() => {
      this.#loop = undefined;
      // What came while the last job ended.
      if (!this.#stopped && this.#store.count('queued') > 0) this.wake();
    });
  }

  cancel(id: string): Job | undefined {
    const job = this.#store.cancel(id);
    if (job?.cancelled === true && this.#current?.id === id) this.#current.controller.abort();
    return job;
  }

  /** Ends the job that runs without ending it in the store: the next start takes it up again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#current?.controller.abort();
    await this.#loop;
  }

  /** When nothing waits or runs any more. */
  async idle(): Promise<void> {
    while (this.#loop !== undefined) await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const job = await this.#stored(() => this.#store.begin());
      if (job === undefined) return;
      await this.#do(job);
    }
  }

  async #do(job: Job): Promise<void> {
    const controller = new AbortController();
    this.#current = { id: job.id, controller };
    const running: Running = {
      signal: controller.signal,
      progress: (share, stage) => this.#tell(job, share, stage),
      done: (step) => this.#store.markDone(job.id, step),
    };
    try {
      const ending = await this.#ending(job, running);
      if (ending !== undefined) await this.#stored(() => this.#store.end(job.id, ending));
    } finally {
      this.#current = undefined;
    }
  }

  /** How a job ended; undefined where the server ends and the job goes on at its next start. */
  async #ending(job: Job, running: Running): Promise<Ending | undefined> {
    try {
      return { status: 'completed', result: await this.#worker(job, running) };
    } catch (error) {
      if (!running.signal.aborted) return { status: 'failed', error: this.#told(error, job) };
      return this.#stopped ? undefined : { status: 'cancelled' };
    }
  }

  /** A database that is locked or has no room is asked again until it has: what a job came to must not be lost. */
  async #stored<T>(change: () => T): Promise<T | undefined> {
    while (!this.#stopped) {
      try {
        return change();
      } catch (error) {
        if (!isStorageError(error)) throw error;
        this.#report(error, this.#current?.id ?? 'none');
        await wait(1000);
      }
    }
    return undefined;
  }

  /** Progress is a courtesy: a job does not fail because it could not be told. */
  #tell({ id }: Job, share: number, stage: string): void {
    try {
      this.#store.progress(id, Math.min(1, Math.max(0, share)), stage);
    } catch (error) {
      if (!isStorageError(error)) throw error;
    }
  }

  #told(error: unknown, job: Job): JobError {
    if (error instanceof JobFailure) return error.error;
    const [first, ...others] = error instanceof InputError ? error.problems : [];
    if (first !== undefined) {
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      return { code: first.code, message: withoutPaths(`${first.location}: ${first.message}${more}`) };
    }
    if (isStorageError(error)) return { code: 'EV9235', message: 'the disk is full, or the database was locked; ask again' };
    this.#report(error, job.id);
    return { code: 'EV9239', message: 'an error of the service; its log has it' };
  }
}
