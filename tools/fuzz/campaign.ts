/** Works jobs off in a process that may hang, crash or eat memory, and names the case that made it. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ending } from './judge.ts';
import type { Job, Message } from './messages.ts';

export interface Limits {
  /** Of one case. */
  readonly seconds: number;
  /** Of the process, in MiB. */
  readonly memory: number;
}

export const limits: Limits = { seconds: 10, memory: 1_536 };

/** In seconds. */
const tick = 0.1;

export interface Result {
  readonly reader: string;
  readonly number: number;
  readonly ending: Ending;
}

/** A case that the process did not come back from, and why. */
interface Stop extends Omit<Result, 'ending'> {
  readonly what: string;
}

// Beside this file, unbuilt or compiled.
const child = join(import.meta.dirname, `child${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`);

/**
 * @param module of readers, as a URL
 * @param jobs one after the other, at most one a reader
 * @param told every case, in order
 */
export async function campaign(module: string, seed: number, jobs: readonly Job[], told: (result: Result) => void, given = limits): Promise<void> {
  let left = jobs;
  let suspect: Stop | undefined;
  const tell = (result: Result): void => {
    left = after(left, result);
    told(result);
  };
  while (left.length > 0) {
    const stop = await work(module, seed, left, tell, given);
    if (stop === undefined) continue;
    // A busy machine makes any case slow, and memory may be that of earlier cases: it is told when it happens to a fresh process too.
    if (stop.reader === suspect?.reader && stop.number === suspect.number) tell({ ...stop, ending: { kind: 'finding', what: stop.what } });
    suspect = stop;
  }
}

/** Jobs without the cases of a reader up to one that was told. */
function after(jobs: readonly Job[], { reader, number }: Result): Job[] {
  return jobs.map((job) => (job.reader === reader ? { ...job, from: number + 1 } : job)).filter(({ from, to }) => from < to);
}

/** @returns where it stopped, undefined at the end of the jobs */
function work(
  module: string,
  seed: number,
  jobs: readonly Job[],
  tell: (result: Result) => void,
  { seconds, memory }: Limits,
): Promise<Stop | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const runner = fork(child, [module, String(seed), folder, JSON.stringify(jobs)], {
    execArgv: ['--max-old-space-size=1024'],
    // What programs print is not looked at here; errors are, should the process end.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, BUILD_WORKING_DIRECTORY: undefined },
    // A group of its own, so that programs that it started are killed with it.
    detached: true,
  });
  let current: { readonly reader: string; readonly number: number; waited: number } | undefined;
  let killedFor: string | undefined;
  let errors = '';
  runner.stderr?.on('data', (piece: Buffer) => {
    errors = (errors + piece.toString()).slice(-4_000);
  });
  const kill = (why: string): void => {
    killedFor ??= why;
    if (runner.pid !== undefined) process.kill(-runner.pid, 'SIGKILL');
  };
  // Counted, not read off a clock: time in which the whole machine stood still does not count.
  const watch = setInterval(() => {
    if (current === undefined) return;
    current.waited += tick;
    if (current.waited > seconds) kill(`not read within ${seconds} s`);
  }, 1_000 * tick);
  runner.on('message', (message: Message) => {
    if (killedFor !== undefined) return;
    if (message.kind === 'begins') current = { ...message, waited: 0 };
    else if (message.memory > memory) kill(`the process has ${Math.round(message.memory)} MiB`);
    else {
      current = undefined;
      tell(message);
    }
  });
  return new Promise((resolve, reject) => {
    runner.on('close', (code, signal) => {
      clearInterval(watch);
      rmSync(folder, { recursive: true, force: true });
      const { reader, number } = current ?? {};
      if (reader !== undefined && number !== undefined)
        resolve({ reader, number, what: killedFor ?? `the process ended with ${signal ?? code}: ${errors}` });
      else if (code === 0) resolve(undefined);
      else reject(new Error(`the process ended with ${signal ?? code} before its first case\n${errors}`));
    });
  });
}
