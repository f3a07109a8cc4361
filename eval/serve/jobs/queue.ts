/** Takes one job after the other: Bazel does in parallel what can be, and one workspace builds one thing at a time. */
import type { JobError } from '../../contracts/service.ts';
import { InputError } from '../../errors/errors.ts';
import { withoutPaths } from './errors.ts';
import type { Job, JobStore } from './store.ts';

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
  readonly #report: (error: unknown, job: Job) => void;
  #current: { readonly id: string; readonly controller: AbortController } | undefined;
  #loop: Promise<void> | undefined;
  #stopped = false;

  /** @param report hears of errors that are nobody's input: the log */
  constructor(store: JobStore, worker: Worker, report: (error: unknown, job: Job) => void) {
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
      const job = this.#store.begin();
      if (job === undefined) return;
      await this.#do(job);
    }
  }

  async #do(job: Job): Promise<void> {
    const controller = new AbortController();
    this.#current = { id: job.id, controller };
    const running: Running = {
      signal: controller.signal,
      progress: (share, stage) => this.#store.progress(job.id, Math.min(1, Math.max(0, share)), stage),
      done: (step) => this.#store.markDone(job.id, step),
    };
    try {
      const result = await this.#worker(job, running);
      this.#store.end(job.id, { status: 'completed', result });
    } catch (error) {
      if (controller.signal.aborted) {
        if (!this.#stopped) this.#store.end(job.id, { status: 'cancelled' });
      } else this.#store.end(job.id, { status: 'failed', error: this.#told(error, job) });
    } finally {
      this.#current = undefined;
    }
  }

  #told(error: unknown, job: Job): JobError {
    if (error instanceof JobFailure) return error.error;
    const [first, ...others] = error instanceof InputError ? error.problems : [];
    if (first !== undefined) {
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      return { code: first.code, message: withoutPaths(`${first.location}: ${first.message}${more}`) };
    }
    this.#report(error, job);
    return { code: 'EV9239', message: 'an error of the service; its log has it' };
  }
}
