/** A job of CI in a folder of its own, in front of a Bazel that ends as it is told. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { nodeBinary } from '../../eval/io/node.ts';

const program = join(import.meta.dirname, '..', 'comment', `main${extname(import.meta.filename)}`);

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

export class TestJob {
  readonly folder = mkdtempSync(join(tmpdir(), 'job-'));
  readonly bazel = join(this.folder, 'fake bazel');
  readonly #environment: Readonly<Record<string, string>>;

  /** @param report what the gate leaves as report.md; undefined: nothing */
  constructor(end: { readonly code: number; readonly report?: string }, environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
    writeFileSync(join(this.folder, 'of the gate.md'), end.report ?? '');
    const leave = 'mkdir -p bazel-testlogs/eval/gate/test.outputs && cp "of the gate.md" bazel-testlogs/eval/gate/test.outputs/report.md';
    const script = [
      '#!/bin/sh',
      'echo "$*" >> calls',
      `if [ "$1" = run ]; then shift 3; exec "${nodeBinary}" "${program}" "$@"; fi`,
      ...(end.report === undefined ? [] : [leave]),
      `exit ${end.code}`,
    ];
    writeFileSync(this.bazel, `${script.join('\n')}\n`);
    chmodSync(this.bazel, 0o755);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Runs one script of the job as its CI does. */
  run(shell: readonly string[], script: string, environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const path = join(this.folder, 'script.sh');
    writeFileSync(path, script);
    const [command = '', ...args] = shell;
    const child = spawn(command, [...args, path], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'] ?? '', ...this.#environment, ...environment },
    });
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
    });
    child.stderr.on('data', (part) => {
      output += part;
    });
    return new Promise((ended) => child.on('close', (code) => ended({ code: code ?? -1, output })));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
