/** Unpacked bundles, run as on a machine without Bazel, and held against what Bazel made. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { unpack } from '../../../eval/bundle/testing/unpack.ts';
import { nodeBinary } from '../../../eval/io/node.ts';

/** As under Bazel: the root of the repository with outputs in their places. */
const made = join(import.meta.dirname, '../../..');

/** Nothing that a machine is set to may move a byte. */
const surroundings = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Apia', PATH: '/nowhere', NODE_OPTIONS: '--no-warnings' };

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class UnpackedBundle {
  readonly folder: string;
  readonly #parent: string;

  /** @param archive path below bazel-bin */
  constructor(archive: string) {
    this.#parent = mkdtempSync(join(tmpdir(), 'without bazel '));
    after(() => rmSync(this.#parent, { recursive: true, force: true }));
    this.folder = unpack(readFileSync(join(made, archive)), this.#parent, 'another name');
  }

  /** @param out name of the output folder, which stands beside the bundle */
  run(out: string, jobs: number): Run {
    const { status, stdout, stderr } = spawnSync(nodeBinary, [join(this.folder, 'run.mjs'), '--out', out, '--jobs', String(jobs)], {
      cwd: this.#parent,
      encoding: 'utf8',
      env: surroundings,
    });
    return { status, stdout, stderr };
  }

  /** Holds every file of a run against Bazel's. @returns their paths */
  compare(out: string): string[] {
    const paths = readdirSync(join(this.#parent, out), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(this.#parent, out).length + 1))
      .sort();
    const unequal = paths.filter((path) => !readFileSync(join(this.#parent, out, path)).equals(readFileSync(join(made, path))));
    assert.deepEqual(unequal, [], 'files that differ from what Bazel made');
    return paths;
  }
}
