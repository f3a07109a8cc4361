/** Runs Bazel in the workspace of the service. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorIn } from '../jobs/errors.ts';
import { JobFailure, type Running } from '../jobs/queue.ts';
import { afterEvent, notBegun, progressText, shareOf } from './progress.ts';

export interface BazelOptions {
  /** Program and first arguments. */
  readonly command: readonly string[];
  /** Of every command that builds. */
  readonly flags: readonly string[];
  readonly workspace: string;
  readonly timeoutSeconds: number;
}

export interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
}

const quiet = ['--color=no', '--curses=no', '--show_progress_rate_limit=1', '--noshow_loading_progress', '--noannounce_rc'];

export class Bazel {
  readonly #options: BazelOptions;

  constructor(options: BazelOptions) {
    this.#options = options;
  }

  /**
   * Builds targets, and tells how far it is from the build event stream.
   * @throws JobFailure with the first error that a stage printed
   */
  async build(targets: readonly string[], running: Running, ...flags: readonly string[]): Promise<void> {
    const events = join(this.#options.workspace, '.events', `${process.pid}.json`);
    mkdirSync(join(this.#options.workspace, '.events'), { recursive: true });
    rmSync(events, { force: true });
    const tail = new EventTail(events);
    const watch = setInterval(() => {
      const { state } = tail.read();
      running.progress(shareOf(state), state.stage);
    }, 500);
    try {
      const { exitCode, output } = await this.run(
        ['build', `--build_event_json_file=${events}`, ...quiet, ...flags, '--', ...targets],
        running.signal,
      );
      if (exitCode !== 0) {
        const { code, message } = errorIn(`${tail.read().printed}\n${output}`, exitCode);
        throw new JobFailure(code, message);
      }
    } finally {
      clearInterval(watch);
      rmSync(events, { force: true });
    }
  }

  /** Runs a command of Bazel to its end, whatever that is. An aborted signal interrupts it as Ctrl-C does. */
  run([command = '', ...args]: readonly string[], signal: AbortSignal): Promise<Ran> {
    const { command: program, flags, workspace, timeoutSeconds } = this.#options;
    const [file = '', ...first] = program;
    const words = [...first, command, ...(command === 'shutdown' ? [] : flags), ...args];
    return new Promise((resolve, reject) => {
      // A group of its own: an interrupt reaches a launcher's child too, and Ctrl-C at the server does not.
      const child = spawn(file, words, { cwd: workspace, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
      const printed: string[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => keep(printed, text));
      const interrupt = (): void => kill(child.pid, 'SIGINT');
      const late = setTimeout(interrupt, timeoutSeconds * 1000);
      signal.addEventListener('abort', interrupt, { once: true });
      if (signal.aborted) interrupt();
      child.on('error', (error) => {
        clearTimeout(late);
        reject(new JobFailure('EV9232', `Bazel does not start: ${(error as NodeJS.ErrnoException).code}`));
      });
      child.on('close', (exitCode) => {
        clearTimeout(late);
        signal.removeEventListener('abort', interrupt);
        if (signal.aborted) reject(signal.reason);
        else resolve({ exitCode, output: printed.join('') });
      });
    });
  }
}

/** The end of what was printed is enough to say why. */
function keep(printed: string[], text: string): void {
  printed.push(text);
  while (printed.length > 2000) printed.shift();
}

function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

/** Reads what was added to the stream since the last time. */
class EventTail {
  readonly #path: string;
  #offset = 0;
  #rest = '';
  #state = notBegun;
  readonly #printed: string[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  read(): { state: typeof notBegun; printed: string } {
    const lines = `${this.#rest}${this.#added()}`.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      this.#state = afterEvent(this.#state, line);
      const text = progressText(line);
      if (text !== '') keep(this.#printed, text);
    }
    return { state: this.#state, printed: this.#printed.join('\n') };
  }

  #added(): string {
    let size: number;
    try {
      size = statSync(this.#path).size;
    } catch {
      return '';
    }
    if (size <= this.#offset) return '';
    const bytes = Buffer.alloc(size - this.#offset);
    const file = openSync(this.#path, 'r');
    try {
      const read = readSync(file, bytes, 0, bytes.length, this.#offset);
      this.#offset += read;
      return bytes.subarray(0, read).toString('utf8');
    } finally {
      closeSync(file);
    }
  }
}
