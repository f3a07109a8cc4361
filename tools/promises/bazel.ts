/** A copy of the workspace that may be changed, and what Bazel did in it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { byText } from '../../eval/io/order.ts';

/** One spawn of Bazel's execution log. */
export interface Spawn {
  readonly mnemonic: string;
  readonly targetLabel: string;
  readonly cacheHit: boolean;
  readonly runner: string;
  /** Files that the action sees, Node.js itself left out. */
  readonly inputs: { readonly files: number; readonly bytes: number };
  /** Execution properties: what a cluster chooses a machine by. */
  readonly properties: Readonly<Record<string, string>>;
  /** SHA-256 of the action: the name of its entry in a cache. */
  readonly action: string;
  /** File that came out -> its SHA-256, the name of its blob. */
  readonly outputs: Readonly<Record<string, string>>;
}

interface LoggedSpawn extends Record<string, unknown> {
  readonly platform?: { readonly properties?: readonly { readonly name: string; readonly value: string }[] };
  readonly inputs?: readonly { readonly path: string; readonly digest?: { readonly sizeBytes?: string } }[];
  readonly digest?: { readonly hash?: string };
  readonly actualOutputs?: readonly { readonly path: string; readonly digest?: { readonly hash?: string } }[];
}

/** Reads `--execution_log_json_file`: JSON objects one after another, without commas. */
export function parseExecutionLog(text: string): Spawn[] {
  const objects = text.trim() === '' ? [] : text.trim().split(/\n?(?<=^\})(?=\{$)|(?<=\n\})\n?(?=\{)/mu);
  return objects.map((object) => {
    const spawn = JSON.parse(object) as LoggedSpawn;
    const inputs = (spawn.inputs ?? []).filter(({ path }) => !path.endsWith('/bin/node'));
    return {
      mnemonic: String(spawn['mnemonic'] ?? ''),
      targetLabel: String(spawn['targetLabel'] ?? ''),
      cacheHit: spawn['cacheHit'] === true,
      runner: String(spawn['runner'] ?? ''),
      inputs: { files: inputs.length, bytes: inputs.reduce((sum, { digest }) => sum + Number(digest?.sizeBytes ?? 0), 0) },
      properties: Object.fromEntries((spawn.platform?.properties ?? []).map(({ name, value }) => [name, value])),
      action: spawn.digest?.hash ?? '',
      outputs: Object.fromEntries((spawn.actualOutputs ?? []).map(({ path, digest }) => [path, digest?.hash ?? ''])),
    };
  });
}

/** Whether it is an action of an evaluation, not of a compiler. */
export function isStage(spawn: Spawn): boolean {
  return spawn.mnemonic.startsWith('Eval');
}

/** Stage -> how many of its actions ran (served from a cache counts as not run). */
export function ran(spawns: readonly Spawn[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const spawn of spawns.filter((s) => isStage(s) && !s.cacheHit)) {
    const stage = spawn.mnemonic.slice('Eval'.length);
    counts[stage] = (counts[stage] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => byText(a, b)));
}

/** How Bazel is started: what stands before its command, and the surroundings. */
export interface Launch {
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** How a command of Bazel ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly standardOutput: string;
}

/** A copy of the files that git knows or would know, with Bazel's server and output base of its own. */
export class Workspace {
  readonly folder: string;
  readonly #log: string;
  readonly #flags: readonly string[];
  readonly #launch: Launch;

  constructor(source: string, folder: string, flags: readonly string[], launch: Launch = { command: ['./bazelw'], env: process.env }) {
    this.folder = folder;
    this.#log = `${folder}.execution.json`;
    this.#flags = flags;
    this.#launch = launch;
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: source, encoding: 'utf8' });
    for (const path of listed.split('\0').filter((p) => p !== '')) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(join(source, path), join(folder, path));
    }
    // A workspace of its own, so that the launcher takes this folder for the root.
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
  }

  /** Runs Bazel and returns its standard output; throws with all of it when it fails. */
  bazel(command: string, ...args: readonly string[]): string {
    const { status, output, standardOutput } = this.attempt(command, ...args);
    if (status !== 0) throw new Error(`bazelw ${command} ${args.join(' ')} ended with ${status}\n${output}`);
    return standardOutput;
  }

  /** Runs Bazel, which may fail. */
  attempt(command: string, ...args: readonly string[]): Ended {
    const [program = '', ...before] = this.#launch.command;
    const run = spawnSync(program, [...before, command, ...(command === 'shutdown' ? [] : this.#flags), ...args], {
      cwd: this.folder,
      env: this.#launch.env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { status: run.status, output: `${run.stdout}\n${run.stderr}`, standardOutput: run.stdout };
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.folder, path));
  }

  read(path: string): string {
    return this.bytes(path).toString('utf8');
  }

  exists(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** Builds and returns the spawns of evaluation stages, cache hits included. */
  build(...args: readonly string[]): Spawn[] {
    const { status, output, spawns } = this.attemptBuild(...args);
    if (status !== 0) throw new Error(`bazelw build ${args.join(' ')} ended with ${status}\n${output}`);
    return spawns.filter(isStage);
  }

  /** Builds, which may fail, and returns every spawn, cache hits included. */
  attemptBuild(...args: readonly string[]): Ended & { readonly spawns: Spawn[] } {
    rmSync(this.#log, { force: true });
    const ended = this.attempt('build', `--execution_log_json_file=${this.#log}`, ...args);
    return { ...ended, spawns: existsSync(this.#log) ? parseExecutionLog(readFileSync(this.#log, 'utf8')) : [] };
  }

  /** Ends Bazel's server and removes everything that was made. */
  close(): void {
    const base = this.bazel('info', 'output_base').trim();
    this.bazel('shutdown');
    spawnSync('chmod', ['-R', 'u+w', base]);
    for (const path of [base, this.folder, this.#log]) rmSync(path, { recursive: true, force: true });
  }
}
