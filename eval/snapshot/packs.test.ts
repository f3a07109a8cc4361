import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readExports } from './export_folder.ts';
import { FilesBelow } from './files_below.ts';
import { packed } from './packs.ts';
import { run, type Version } from './run.ts';
import { annotation, contentBelow, numbers, picture, report, scratch, write, writeExport } from './testing/export.ts';
import { writeVersion } from './write.ts';

const count = 12;
const packs = 3;

/** A version of the export in a folder, as files and in packs, with where its files are. */
function versions(folder: string): { files: Version; packed: Version; sourceOf: (name: string) => string } {
  const below = new FilesBelow(folder);
  const sourceOf = (name: string): string => below.path(name);
  const files = run({ ...readExports(folder), find: (name) => below.find(name) });
  return { files, packed: packed(files, packs, sourceOf), sourceOf };
}

function exported(t: TestContext): string {
  const folder = scratch(t);
  writeExport(folder, count);
  return folder;
}

test('rows are those of a version of files, and every file is in a pack, a mask beside its pictures', (t) => {
  const { files, packed: version } = versions(exported(t));
  assert.deepEqual(version.texts, files.texts);
  assert.deepEqual([...new Set([...version.packs.values()].flat())].sort(), [...files.copies.keys()].sort());
  const packOf = (path: string) => [...version.packs].filter(([, members]) => members.includes(path)).map(([pack]) => pack);
  for (const [mask, pictures] of files.picturesOf)
    assert.deepEqual(
      packOf(mask),
      pictures.flatMap(packOf).map((pack) => pack.replace('.tar', '.masks.tar')),
    );
});

test('what is written is what the manifest says, and the same at another place', (t) => {
  const [one, two] = [exported(t), exported(t)].map((folder) => {
    const { packed: version, sourceOf } = versions(folder);
    writeVersion(join(folder, 'out'), version, sourceOf);
    return { version, content: contentBelow(join(folder, 'out', version.digest)) };
  });
  assert.deepEqual(one?.content, two?.content);
  assert.deepEqual(Object.keys(one?.content ?? {}).sort(), [...(one?.version.entries ?? []).map(({ path }) => path), 'manifest.json'].sort());
});

test('a picture that is added makes its own packs again, and links to the others', (t) => {
  const folder = exported(t);
  const first = versions(folder);
  const out = join(folder, 'out');
  assert.equal(writeVersion(out, first.packed, first.sourceOf).copied, first.packed.packs.size);
  const more = numbers(count + 1);
  write(folder, {
    [`images/${count + 1}.png`]: picture(count + 1),
    [`masks/${count + 1}.png`]: picture(count + 1001),
    'crop_runs.json': JSON.stringify(more.map((id) => report(id))),
    'crop_annotations.json': JSON.stringify(more.map((id) => annotation(id))),
  });
  const second = versions(folder);
  assert.equal(writeVersion(out, second.packed, second.sourceOf).copied, 2);
});

test('a mask of pictures of several packs is in the packs of all', (t) => {
  const folder = scratch(t);
  writeExport(folder, count);
  for (const id of numbers(count)) write(folder, { [`masks/${id}.png`]: picture(999) });
  const { packed: version } = versions(folder);
  const masks = [...version.packs].filter(([pack]) => pack.endsWith('.masks.tar'));
  assert.equal(masks.length, version.packs.size / 2);
  assert.equal(new Set(masks.flatMap(([, members]) => members)).size, 1);
});

test('a picture that changes while packs are written is told, and no version appears', (t) => {
  const folder = exported(t);
  const { packed: version, sourceOf } = versions(folder);
  const [path = '', name = ''] = [...version.copies][0] ?? [];
  const before = readFileSync(sourceOf(name));
  write(folder, { [name]: Buffer.concat([before, Buffer.from('x')]) });
  const pack = [...version.packs].find(([, members]) => members.includes(path))?.[0] ?? '';
  assert.throws(() => writeVersion(join(folder, 'out'), version, sourceOf), new RegExp(`EV8013.*${pack}`));
});
