import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bundle } from '../contracts/bundle.ts';
import { sha256 } from '../io/digest.ts';
import { contentOf } from './content.ts';
import { packTiny, temporaryFolder } from './testing/tiny.ts';
import { entriesOf } from './testing/unpack.ts';

test('an archive says what is in it, file by file', () => {
  const [first, ...entries] = [...entriesOf(packTiny(temporaryFolder(), { start: 'start here' }))];
  assert.equal(first?.path, 'tiny/bundle.json');
  const described = bundle.parse(JSON.parse(Buffer.from(first.content).toString()));
  assert.equal(described.node, process.versions.node);
  assert.deepEqual(
    entries.filter((e) => e.type === '0').map((e) => [e.path, e.mode, sha256(e.content), e.content.length]),
    [
      ['tiny/run.mjs', 0o755, sha256('start here'), 10],
      ...described.files.map(({ path, sha256, bytes }) => [`tiny/${path}`, path === 'inputs/a.txt' ? 0o755 : 0o644, sha256, bytes]),
    ],
  );
  assert.deepEqual(
    entries.filter((e) => e.type === '2').map((e) => ({ path: e.path, target: e.target })),
    described.links.map(({ path, target }) => ({ path: `tiny/${path}`, target })),
  );
  assert.deepEqual(described.links, [{ path: 'programs/node_modules/shouting', target: '.store/shouting' }]);
});

test('types and source maps of programs stay behind; inputs are what they are', () => {
  const folder = temporaryFolder();
  const files = ['programs/a.js', 'programs/a.d.ts', 'programs/b.d.mts', 'programs/a.js.map', 'programs/map.js', 'inputs/a.d.ts', 'inputs/x.map'];
  const given = files.map((path, i) => {
    const source = join(folder, String(i));
    writeFileSync(source, path);
    return { path, source };
  });
  assert.deepEqual(
    contentOf(given).map(({ path }) => path),
    ['inputs/a.d.ts', 'inputs/x.map', 'programs/a.js', 'programs/map.js'],
  );
});

test('a relative link is one, an absolute link is a file or a folder', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'real/below'), { recursive: true });
  writeFileSync(join(folder, 'real/below/file'), '');
  symlinkSync(join(folder, 'real'), join(folder, 'shown'));
  symlinkSync('real', join(folder, 'linked'));
  const given = ['shown', 'linked'].map((path) => ({ path, source: join(folder, path) }));
  assert.deepEqual(contentOf(given), [
    { kind: 'link', path: 'linked', target: 'real' },
    { kind: 'file', path: 'shown/below/file', source: join(folder, 'shown/below/file') },
  ]);
});

test('the same content gives the same bytes, wherever and whenever it is packed', () => {
  const folders = [temporaryFolder(), temporaryFolder()];
  const archives = folders.map((folder) => packTiny(folder));
  utimesSync(join(folders[0] ?? '', 'sources/inputs/a.txt'), 1, 1);
  assert.ok(Buffer.from(archives[0] ?? []).equals(archives[1] ?? Buffer.alloc(0)));
});
