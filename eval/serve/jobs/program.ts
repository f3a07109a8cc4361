/** Runs programs that the operator declares: Bazel, a trainer, an exporter. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ServiceFile } from '../../contracts/service.ts';
import { JobFailure } from './queue.ts';

export interface Asked {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly folder?: string;
  readonly seconds: number;
  /** How it is told to end, when its time is over or the signal says so. */
  readonly endBy: 'SIGINT' | 'SIGTERM';
  readonly signal: AbortSignal;
  /** What a failure calls it. */
  readonly name: string;
  /** Standard error goes where the server's does, unless it is read too. */
  readonly stderr: 'inherit' | 'pipe';
  readonly onLine: (line: string) => void;
}

/**
 * To its end, whatever that is. In a process group of its own: what ends it reaches a launcher's child too, and Ctrl-C at the server does not.
 * @throws JobFailure EV9232 where it does not start; the reason of the signal
 */
export async function runGroup({ words: [file = '', ...args], folder, seconds, endBy, signal, name, stderr, onLine }: Asked) {
  const { promise, resolve, reject } = Promise.withResolvers<{ exitCode: number | null; killedBy: string | null; isLate: boolean }>();
  const child = spawn(file, args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', stderr] });
  for (const input of [child.stdout, child.stderr]) if (input !== null) createInterface({ input }).on('line', onLine);
  let isLate = false;
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, endBy);
    } catch {
      // It has ended.
    }
  };
  const clock = setTimeout(() => {
    isLate = true;
    end();
  }, seconds * 1000);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  child.on('error', (error) => reject(new JobFailure('EV9232', `${name} does not start: ${(error as NodeJS.ErrnoException).code}`)));
  child.on('close', (exitCode, killedBy) => (signal.aborted ? reject(signal.reason) : resolve({ exitCode, killedBy, isLate })));
  try {
    return await promise;
  } finally {
    clearTimeout(clock);
    signal.removeEventListener('abort', end);
  }
}

/**
 * A trainer or an exporter.
 * @param onLine gets each line of standard output
 * @throws JobFailure EV9232 where it does not start, EV9234 where it fails or runs too long
 */
export async function runProgram(
  { command, timeout_seconds: seconds }: NonNullable<ServiceFile['training']>,
  args: readonly string[],
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const name = 'the declared program';
  const ended = await runGroup({ words: [...command, ...args], seconds, endBy: 'SIGTERM', signal, name, stderr: 'inherit', onLine });
  if (ended.isLate) throw new JobFailure('EV9234', `${name} ran longer than ${seconds} s`);
  if (ended.exitCode !== 0) throw new JobFailure('EV9234', `${name} ended with ${ended.exitCode ?? ended.killedBy}`);
}
