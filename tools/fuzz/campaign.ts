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
  /** Of the process, in bytes: a leak is told at the case that crosses it. */
  readonly memory: number;
}

export const limits: Limits = { seconds: 5, memory: 1.5 * 2 ** 30 };

export interface Result {
  readonly reader: string;
  readonly number: number;
  readonly ending: Ending;
}

// Beside this file, unbuilt or compiled.
const child = join(import.meta.dirname, `child${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`);

/**
 * @param module of readers, as a URL
 * @param jobs one after the other
 * @param told for each case in order
 */
export async function campaign(module: string, seed: number, jobs: readonly Job[], told: (result: Result) => void, given = limits): Promise<void> {
  let left = [...jobs];
  let suspect: string | undefined;
  while (left.length > 0) {
    const { done, stopped } = await work(module, seed, left, told, given);
    left = remaining(left, done);
    if (stopped === undefined) return;
    const { reader, number } = stopped;
    const key = `${reader}/${number}`;
    // A machine that is busy with something else can make any case slow: the second time counts.
    if (stopped.again && suspect !== key) suspect = key;
    else {
      told({ reader, number, ending: { kind: 'finding', what: stopped.what } });
      left = remaining(left, new Map([[reader, number]]));
    }
  }
}

interface Worked {
  /** The last case of each reader that was told. */
  readonly done: ReadonlyMap<string, number>;
  /** The case that did not come back; undefined when all did. */
  readonly stopped: { readonly reader: string; readonly number: number; readonly what: string; readonly again: boolean } | undefined;
}

function work(module: string, seed: number, jobs: readonly Job[], told: (result: Result) => void, { seconds, memory }: Limits): Promise<Worked> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const done = new Map<string, number>();
  return new Promise<Worked>((resolve, reject) => {
    const process = fork(child, [module, String(seed), folder, JSON.stringify(jobs)], {
      execArgv: ['--max-old-space-size=1024'],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let current: { reader: string; number: number; since: number } | undefined;
    let killed: string | undefined;
    let errors = '';
    process.stderr?.on('data', (piece: Buffer) => {
      errors = (errors + piece.toString()).slice(-4_000);
    });
    const watch = setInterval(() => {
      if (current === undefined || performance.now() - current.since < 1_000 * seconds) return;
      killed = `not read within ${seconds} s`;
      process.kill('SIGKILL');
    }, 100);
    process.on('message', (message: Message) => {
      const { reader, number } = message;
      if (message.kind === 'begins') {
        current = { reader, number, since: performance.now() };
        return;
      }
      current = undefined;
      if (message.memory > memory) {
        current = { reader, number, since: performance.now() };
        killed = `took the process to ${Math.round(message.memory / 2 ** 20)} MiB`;
        process.kill('SIGKILL');
        return;
      }
      done.set(reader, number);
      told({ reader, number, ending: message.ending });
    });
    process.on('close', (code, signal) => {
      clearInterval(watch);
      rmSync(folder, { recursive: true, force: true });
      if (current !== undefined) {
        const what = killed ?? `ended the process with ${signal ?? code}: ${errors}`;
        resolve({ done, stopped: { reader: current.reader, number: current.number, what, again: true } });
      } else if (code === 0) resolve({ done, stopped: undefined });
      else reject(new Error(`no case was running, and the process ended with ${signal ?? code}\n${errors}`));
    });
  });
}

/** Jobs without the cases up to the last one of each reader that was worked off. */
function remaining(jobs: readonly Job[], done: ReadonlyMap<string, number>): Job[] {
  return jobs.map((job) => ({ ...job, from: Math.max(job.from, (done.get(job.reader) ?? -1) + 1) })).filter(({ from, to }) => from < to);
}
