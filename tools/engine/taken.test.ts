import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { taken } from './taken.ts';

const tree = mkdtempSync(join(tmpdir(), 'engine-'));
mkdirSync(join(tree, 'lib/more'), { recursive: true });
for (const path of ['lib/b.node', 'lib/a.so.1', 'lib/index.js', 'lib/more/b.node']) writeFileSync(join(tree, path), path);

test('files that match go to the folder, in the order of their names', () => {
  assert.deepEqual(taken([{ to: 'x/lib', tree, kept: 'lib/*.node lib/a.*' }]), [
    { path: 'x/lib/a.so.1', source: join(tree, 'lib/a.so.1') },
    { path: 'x/lib/b.node', source: join(tree, 'lib/b.node') },
  ]);
});

test('nothing that matches, and two of one name, are mistakes of a BUILD file', () => {
  assert.throws(() => taken([{ to: '.', tree, kept: 'bin/*' }]), /got none/);
  assert.throws(() => taken([{ to: '.', tree, kept: '**/*.node' }]), /got b\.node/);
});
