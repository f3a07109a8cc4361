/** The server as a process of its own, with the Node.js options of //eval/serve (this program has them), which can be killed at any moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const extension = import.meta.filename.endsWith('.js') ? 'js' : 'ts';
const program = createRequire(import.meta.url).resolve(`../../eval/serve/testing/process.${extension}`);

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  readonly body: any;
}

export class ServerProcess {
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #address = '';

  /** @param folder with models, datasets and home */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [...process.execArgv, program, this.#folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    this.#address = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
  }

  /** SIGKILL: without a chance to say anything. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  /** Processes of the stand-in for Bazel that the server has started. */
  builds(): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === this.pid)
      .map(Number);
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return answerOf(
      fetch(this.#address + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
    );
  }

  async text(path: string): Promise<string> {
    return (await fetch(this.#address + path)).text();
  }

  /** Reads the whole answer and says how it went. */
  async status(path: string): Promise<number> {
    const response = await fetch(this.#address + path);
    await response.arrayBuffer();
    return response.status;
  }

  async get(path: string): Promise<Answer> {
    return answerOf(fetch(this.#address + path));
  }
}

async function answerOf(asked: Promise<Response>): Promise<Answer> {
  const response = await asked;
  return { status: response.status, body: await response.json() };
}

function parentOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    // It has ended.
    return 0;
  }
}
