/** A run that is killed at any moment leaves the version whole or not at all, and the next run completes it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeBinary } from '../io/node.ts';
import { generator } from '../pipeline/testing/corpus.ts';
import { readExports } from './export_folder.ts';
import { FilesBelow } from './files_below.ts';
import { run } from './run.ts';
import { contentBelow, scratch, writeExport } from './testing/export.ts';
import { writeVersion } from './write.ts';

// Beside this file, unbuilt or compiled.
const program = import.meta.filename.replace(/killed\.test\.(ts|js)$/, 'testing/killed.$1');
const points = 50;
const seed = 20260203;

test(`kill -9 at ${points} points, seed ${seed}`, (t) => {
  const folder = scratch(t);
  writeExport(folder, 6);
  const out = join(folder, 'versions');
  const files = new FilesBelow(folder);
  const version = run({ ...readExports(folder), find: (name) => files.find(name) });
  const start = (last: number) => {
    const args = [program, String(last), '--out', out, '--export', folder];
    return spawnSync(nodeBinary, args, { encoding: 'utf8', timeout: 60_000, killSignal: 'SIGTERM' });
  };

  const whole = start(0);
  assert.equal(whole.stdout, `${version.digest}\n`, whole.stderr);
  const calls = Number(/^(\d+) calls$/m.exec(whole.stderr)?.[1]);
  const expected = contentBelow(join(out, version.digest));
  rmSync(out, { recursive: true });

  const random = generator(seed);
  let complete = 0;
  let resumed = 0;
  for (let k = 0; k < points; k++) {
    // One in each fiftieth of the run, and the very last call.
    const last = k === points - 1 ? calls : 1 + Math.floor(((k + random(1000) / 1000) / points) * calls);
    assert.equal(start(last).signal, 'SIGKILL', `call ${last} of ${calls}`);
    const present = readVersions(out);
    if (present.length > 0) {
      complete++;
      assert.deepEqual(present, [version.digest], `call ${last}`);
      assert.deepEqual(contentBelow(join(out, version.digest)), expected, `call ${last}`);
    }
    const { copied, known } = writeVersion(out, version, (name) => files.path(name));
    assert.equal(known, present.length > 0, `call ${last}`);
    if (copied < version.copies.size && !known) resumed++;
    assert.deepEqual(contentBelow(join(out, version.digest)), expected, `after call ${last}`);
    rmSync(out, { recursive: true });
  }
  t.diagnostic(`${calls} calls; of ${points} kills ${complete} after the version was there, ${resumed} runs went on from what was left`);
  assert.ok(complete > 0 && complete < points && resumed > points / 2, `${complete} complete, ${resumed} resumed`);
});

function readVersions(out: string): string[] {
  try {
    return readdirSync(out).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}
