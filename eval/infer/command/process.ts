/** Runs a program that nobody here has written: with a time limit, without the user's environment, with bounded output. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

export interface Run {
  /** A path. */
  readonly program: string;
  readonly args: readonly string[];
  /** Its home and its place for temporary files. */
  readonly scratch: string;
  readonly seconds: number;
}

/** How a program ended, with the end of what it printed. */
export interface Ended {
  readonly how: 'exited' | 'killed' | 'out of time' | 'not started';
  /** Exit status, signal, or why it could not be started. */
  readonly detail: string;
  /** Last lines of standard error; of standard output where that is silent. */
  readonly lastLines: readonly string[];
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** What it prints beyond this is forgotten, the oldest first. */
const keptBytes = 8192;
const keptLines = 20;
const keptColumns = 200;

/** After the program's end, its pipes are read at most this long: a process that left its group may hold them open. */
const drainMilliseconds = 1000;

/** What stops us stops the program, which a terminal's signals do not reach. */
const stopping = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** Ends when the program has; whatever it does is a result. */
export async function runProgram({ program, args, scratch, seconds }: Run): Promise<Ended> {
  const [out, err] = [new Tail(), new Tail()];
  const ended = (how: Ended['how'], detail: string): Ended => ({ how, detail, lastLines: err.lines().length > 0 ? err.lines() : out.lines() });
  let child: Child;
  try {
    // A group of its own: at the end of its time all of it is ended, and not we.
    child = spawn(resolve(program), args, { detached: true, env: environmentOf(resolve(scratch)), stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return ended('not started', codeOf(error as Error));
  }
  child.stdout.on('data', (chunk: Buffer) => out.add(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.add(chunk));

  let outOfTime = false;
  const timer = setTimeout(() => {
    outOfTime = true;
    killGroup(child);
  }, seconds * 1000);
  const stopWith = (signal: NodeJS.Signals): void => {
    killGroup(child);
    for (const name of stopping) process.removeListener(name, stopWith);
    process.kill(process.pid, signal);
  };
  for (const name of stopping) process.on(name, stopWith);
  try {
    const { status, signal } = await exitOf(child);
    return ended(outOfTime ? 'out of time' : signal === null ? 'exited' : 'killed', signal ?? String(status));
  } catch (error) {
    return ended('not started', codeOf(error as Error));
  } finally {
    clearTimeout(timer);
    for (const name of stopping) process.removeListener(name, stopWith);
  }
}

/** Of the program itself; what it left running is ended, and what is in the pipes is read. @throws Error when it was not started */
function exitOf(child: Child): Promise<{ status: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((done, refuse) => {
    child.once('error', refuse);
    child.once('exit', (status, signal) => {
      killGroup(child);
      const stopReading = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, drainMilliseconds);
      child.once('close', () => {
        clearTimeout(stopReading);
        done({ status, signal });
      });
    });
  });
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}

/** All that a program finds in its environment: what is the same everywhere, and a place to write to. */
function environmentOf(scratch: string): Record<string, string> {
  return {
    // For programs of rules_js: stay in the working directory.
    BAZEL_BINDIR: '.',
    HOME: scratch,
    LANG: 'C.UTF-8',
    // Bazel's own for actions.
    PATH: '/bin:/usr/bin:/usr/local/bin',
    TMPDIR: scratch,
    TZ: 'UTC',
  };
}

function killGroup({ pid }: Child): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in it.
    if (codeOf(error as Error) !== 'ESRCH') throw error;
  }
}

/** The end of a stream. */
class Tail {
  #bytes = Buffer.alloc(0);
  #cut = false;

  add(chunk: Buffer): void {
    const all = Buffer.concat([this.#bytes, chunk]);
    this.#cut ||= all.length > keptBytes;
    this.#bytes = all.subarray(-keptBytes);
  }

  /** The last lines, short ones, without control characters: they go to a terminal. */
  lines(): string[] {
    const lines = this.#bytes.toString('utf8').split(/\r?\n/);
    return (this.#cut ? lines.slice(1) : lines)
      .map((line) => printable(line).slice(0, keptColumns))
      .filter((line) => line !== '')
      .slice(-keptLines);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const escapes = /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function printable(line: string): string {
  return line.replaceAll(escapes, '').trimEnd();
}
