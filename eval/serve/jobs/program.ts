/** Runs a program that the operator declares: a trainer, an exporter. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ServiceFile } from '../../contracts/service.ts';
import { JobFailure } from './queue.ts';

/**
 * @param onLine gets each line of standard output; standard error goes where the server's does
 * @throws JobFailure EV9232 where it does not start, EV9234 where it fails or runs too long
 */
export function runProgram(
  { command, timeout_seconds: seconds }: NonNullable<ServiceFile['training']>,
  args: readonly string[],
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const [file = '', ...first] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...first, ...args], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    const stop = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      } catch {
        // It has ended.
      }
    };
    let late = false;
    const clock = setTimeout(() => {
      late = true;
      stop();
    }, seconds * 1000);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    createInterface({ input: child.stdout }).on('line', onLine);
    const end = (settle: () => void): void => {
      clearTimeout(clock);
      signal.removeEventListener('abort', stop);
      settle();
    };
    child.on('error', (error) => {
      end(() => reject(new JobFailure('EV9232', `the declared program does not start: ${(error as NodeJS.ErrnoException).code}`)));
    });
    child.on('close', (exitCode, killedBy) => {
      end(() => {
        if (signal.aborted) reject(signal.reason);
        else if (late) reject(new JobFailure('EV9234', `the declared program ran longer than ${seconds} s`));
        else if (exitCode !== 0) reject(new JobFailure('EV9234', `the declared program ended with ${exitCode ?? killedBy}`));
        else resolve();
      });
    });
  });
}
