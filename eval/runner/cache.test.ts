/** Two runs may share a cache: neither removes what the other is making. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { nodeBinary } from '../io/node.ts';
import { Cache } from './cache.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cache-'));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('what a run under way has begun stays, what an ended one has begun goes', () => {
  const folder = temporaryFolder();
  const begun = new Cache(folder).begin();
  const ended = spawnSync(nodeBinary, ['-e', '']).pid;
  for (const name of [`begun-${ended}-abc`, 'begun-abc', 'begun--1-abc']) mkdirSync(join(folder, name));
  new Cache(folder);
  assert.deepEqual(
    readdirSync(folder).map((name) => join(folder, name)),
    [begun],
  );
});

test('two runs that finish one step keep it once', () => {
  const folder = temporaryFolder();
  const caches = [new Cache(folder), new Cache(folder)];
  const digests = caches.map((cache) => {
    const begun = cache.begin();
    writeFileSync(join(begun, 'out.txt'), 'the same');
    const made = cache.finish(begun, 'key', ['out.txt']);
    cache.abandon(begun);
    return made;
  });
  assert.deepEqual(digests[0], digests[1]);
  assert.deepEqual(readdirSync(folder), ['key']);
  assert.equal(readFileSync(join(new Cache(folder).outputs('key'), 'out.txt'), 'utf8'), 'the same');
  assert.ok(existsSync(join(folder, 'key/digests.json')));
});
