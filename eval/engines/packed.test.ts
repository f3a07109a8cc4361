import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pack, withUnpacked } from './packed.ts';

const files = [
  { path: 'a/library.node', bytes: Uint8Array.from({ length: 9_000_000 }, (_, i) => (i * i) >> 7) },
  { path: 'b/empty', bytes: new Uint8Array(0) },
];

test('what is packed is there while it is used, byte for byte, and gone afterwards', () => {
  const packed = join(mkdtempSync(join(tmpdir(), 'packed-')), 'libraries.packed');
  writeFileSync(packed, pack(files));
  const used = withUnpacked(packed, tmpdir(), (folder, paths) => {
    assert.deepEqual(
      paths,
      files.map(({ path }) => path),
    );
    for (const { path, bytes } of files) assert.ok(readFileSync(join(folder, path)).equals(bytes), path);
    assert.equal(statSync(folder).mode & 0o077, 0, 'nobody else sees it');
    return folder;
  });
  assert.ok(!existsSync(used));
  assert.throws(
    () => withUnpacked(packed, tmpdir(), (folder) => assert.fail(folder)),
    ({ message }) => !existsSync(message),
  );
});

test('the same files give the same bytes', () => {
  assert.deepEqual(pack(files), pack(files));
});
