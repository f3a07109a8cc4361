/** A copy of the workspace that may be changed, and what Bazel did in it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
}

/** Reads `--execution_log_json_file`: JSON objects one after another, without commas. */
export function parseExecutionLog(text: string): Spawn[] {
  const objects = text.trim() === '' ? [] : text.trim().split(/\n?(?<=^\})(?=\{$)|(?<=\n\})\n?(?=\{)/mu);
  return objects.map((object) => {
    const spawn = JSON.parse(object) as Record<string, unknown> & {
      platform?: { properties?: { name: string; value: string }[] };
      inputs?: { path: string; digest?: { sizeBytes?: string } }[];
    };
    const inputs = (spawn.inputs ?? []).filter(({ path }) => !path.endsWith('/bin/node'));
    return {
      mnemonic: String(spawn['mnemonic'] ?? ''),
      targetLabel: String(spawn['targetLabel'] ?? ''),
      cacheHit: spawn['cacheHit'] === true,
      runner: String(spawn['runner'] ?? ''),
      inputs: { files: inputs.length, bytes: inputs.reduce((sum, { digest }) => sum + Number(digest?.sizeBytes ?? 0), 0) },
      properties: Object.fromEntries((spawn.platform?.properties ?? []).map(({ name, value }) => [name, value])),
    };
  });
}

/** A copy of the files that git knows or would know, with Bazel's server and output base of its own. */
export class Workspace {
  readonly folder: string;
  readonly #log: string;
  readonly #flags: readonly string[];

  constructor(source: string, folder: string, flags: readonly string[]) {
    this.folder = folder;
    this.#log = `${folder}.execution.json`;
    this.#flags = flags;
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
  attempt(command: string, ...args: readonly string[]): { status: number | null; output: string; standardOutput: string } {
    const run = spawnSync('./bazelw', [command, ...(command === 'shutdown' ? [] : this.#flags), ...args], {
      cwd: this.folder,
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
    rmSync(this.#log, { force: true });
    this.bazel('build', `--execution_log_json_file=${this.#log}`, ...args);
    return parseExecutionLog(readFileSync(this.#log, 'utf8')).filter((s) => s.mnemonic.startsWith('Eval'));
  }

  /** Ends Bazel's server and removes everything that was made. */
  close(): void {
    const base = this.bazel('info', 'output_base').trim();
    this.bazel('shutdown');
    spawnSync('chmod', ['-R', 'u+w', base]);
    for (const path of [base, this.folder, this.#log]) rmSync(path, { recursive: true, force: true });
  }
}
