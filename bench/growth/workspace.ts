/** A checkout in which Bazel builds a package that grows, and what each build costs. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export interface Cost {
  readonly seconds: number;
  /** Processor time of Bazel's server and of all actions. */
  readonly processorSeconds: number;
}

/** Clock ticks a second in /proc, on every Linux that Bazel supports. */
const ticks = 100;

/** How often memory of running actions is looked at, in milliseconds: less than the start of a program takes. */
const interval = 50;

export class Workspace {
  readonly folder: string;
  readonly package: string;
  /** Most memory that an action of each stage had, in megabytes. */
  readonly peaks = new Map<string, number>();
  readonly #flags: readonly string[];

  /** Results of stages are never taken from a cache. */
  constructor(folder: string, flags: readonly string[]) {
    this.folder = folder;
    this.package = join(folder, 'growth');
    if (existsSync(this.package)) throw new Error(`${this.package} exists; the benchmark writes it and removes it again`);
    this.#flags = ['--modify_execution_info=Eval.*=+no-cache', '--noshow_progress', ...flags];
  }

  /** Builds the report of the package. */
  async build(...flags: readonly string[]): Promise<Cost> {
    const server = this.bazel('info', 'server_pid');
    const base = this.bazel('info', 'output_base');
    const before = processorSeconds(server);
    const start = performance.now();
    const child = spawn('./bazelw', ['build', ...this.#flags, ...flags, '//growth:report'], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stderr.on('data', (part: Buffer) => output.push(part));
    const watch = setInterval(() => this.#look(base), interval);
    const status = await new Promise((done) => child.on('close', done));
    clearInterval(watch);
    const seconds = (performance.now() - start) / 1000;
    if (status !== 0) throw new Error(`${this.folder}: bazelw build ended with ${status}\n${Buffer.concat(output).toString()}`);
    return { seconds, processorSeconds: processorSeconds(server) - before };
  }

  /** The last line of what Bazel prints. */
  bazel(...words: readonly string[]): string {
    const { stdout } = spawnSync('./bazelw', words, { cwd: this.folder, encoding: 'utf8' });
    return stdout.trim().split('\n').at(-1) ?? '';
  }

  /** Most memory of any program of a stage that runs below the folder of outputs; the kernel keeps the peak of each process. */
  #look(base: string): void {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const stage = /eval\/(\w+)(?:\/\w+)?\/(?:main\.js|\w+\.mjs)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'latin1'))?.[1];
        if (stage === undefined || !readlinkSync(`/proc/${pid}/cwd`).startsWith(base)) continue;
        const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
        this.peaks.set(stage, Math.max(this.peaks.get(stage) ?? 0, Number(kilobytes) / 1024));
      } catch {
        // It ended while it was looked at.
      }
    }
  }
}

/** Of a process and of all that it started and waited for. */
function processorSeconds(pid: string): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / ticks;
}
