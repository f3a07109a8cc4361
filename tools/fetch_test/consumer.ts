/** A module of its own that depends on this repository, in a folder that is thrown away. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const patienceMs = 600_000;

/** What Bazel said, and what the files were that it was asked for. */
export interface Outcome {
  /** Error codes in the order of the text. */
  readonly codes: readonly string[];
  readonly output: string;
  /** Path in the repository -> SHA-256; empty when the build failed. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Build {
  /** Lines of MODULE.bazel; repositories are called x. */
  readonly tags: string;
  /** Files of x. */
  readonly files?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export class Consumer {
  readonly folder: string;
  /** Codes that were met in any build. */
  readonly codes = new Set<string>();
  readonly #repository: string;
  readonly #flags: readonly string[];

  /** @param flags of every build */
  constructor(repository: string, folder: string, flags: readonly string[]) {
    this.#flags = flags;
    this.#repository = repository;
    this.folder = folder;
    mkdirSync(folder);
    cpSync(join(repository, '.bazelrc'), join(folder, '.bazelrc'));
  }

  /** Writes a file of the module. */
  write(path: string, content: string | Uint8Array): string {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
    return join(this.folder, path);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  module(tags: string): void {
    this.write(
      'MODULE.bazel',
      `module(name = "consumer")

bazel_dep(name = "rules_model_eval")
local_path_override(module_name = "rules_model_eval", path = "${this.#repository}")

model_eval = use_extension("@rules_model_eval//rules:extensions.bzl", "model_eval")
${tags}
use_repo(model_eval, "x")
`,
    );
  }

  /** Has an action list files of the repository x. Nothing is taken from Bazel's cache of downloads: another run may have filled it. */
  async build({ tags, files = ['@x'], environment = {} }: Build): Promise<Outcome> {
    this.module(tags);
    this.write('BUILD.bazel', `genrule(name = "seen", srcs = ${JSON.stringify(files)}, outs = ["seen.txt"], cmd = "sha256sum $(SRCS) > $@")\n`);
    const { status, output } = await this.bazel(['build', '//:seen', '--repository_cache=', '--http_connector_attempts=1'], environment);
    // Bazel repeats the text of a failure for everything that depends on it.
    const [, failure = ''] = /^Error in fail: \n(.*?)^ERROR: /ms.exec(output) ?? [];
    const codes = [...failure.matchAll(/^error (EV\d+)/gm)].map(([, code]) => code ?? '');
    for (const code of codes) this.codes.add(code);
    const lines = status === 0 ? this.read('bazel-bin/seen.txt').trim().split('\n') : [];
    const entries = lines.map((line) => line.split(/ [ *](?:external\/[^/]*\/)/));
    return { codes, output, files: Object.fromEntries(entries.map(([sha256, path]) => [path, sha256])) };
  }

  async bazel(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number | null; output: string; stdout: string }> {
    const env = { ...process.env, no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1', ...environment };
    const [command = '', ...rest] = args;
    const words = [command, ...(['build', 'run'].includes(command) ? this.#flags : []), ...rest];
    const child = spawn(join(this.#repository, 'bazelw'), words, { cwd: this.folder, env, timeout: patienceMs });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, stdout: text.stdout, output: `${text.stdout}\n${text.stderr}` };
  }

  /** Ends Bazel's server and removes what it kept. */
  async close(): Promise<void> {
    const { stdout } = await this.bazel(['info', 'output_base']);
    await this.bazel(['shutdown']);
    const base = stdout.trim();
    if (base === '') return;
    await once(spawn('chmod', ['-R', 'u+w', base]), 'close');
    rmSync(base, { recursive: true, force: true });
  }
}
