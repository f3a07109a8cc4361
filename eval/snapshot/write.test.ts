import assert from 'node:assert/strict';
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { readExports } from './export_folder.ts';
import { FilesBelow } from './files_below.ts';
import { run, type Version } from './run.ts';
import { annotation, contentBelow, numbers, picture, report, scratch, write, writeExport } from './testing/export.ts';
import { type Written, writeVersion } from './write.ts';

interface Export {
  readonly folder: string;
  readonly out: string;
  readonly version: () => Version;
  readonly write: (version: Version) => Written;
}

function exported(t: TestContext, count = 3): Export {
  const folder = scratch(t);
  writeExport(folder, count);
  const out = join(folder, 'versions');
  const version = (): Version => {
    const files = new FilesBelow(folder);
    return run({ ...readExports(folder), find: (name) => files.find(name) });
  };
  return { folder, out, version, write: (made) => writeVersion(out, made, (name) => join(folder, name)) };
}

function codesOf(step: () => unknown): string[] {
  try {
    step();
  } catch (error) {
    assert.ok(error instanceof InputError, (error as Error).stack);
    return error.problems.map(({ code, message }) => `${code} ${message}`);
  }
  return [];
}

test('a version is its rows, its files and its manifest, read-only, and nothing else is left', (t) => {
  const { out, version, write } = exported(t);
  const made = version();
  assert.deepEqual(write(made), { copied: 6, known: false });
  const content = contentBelow(join(out, made.digest));
  assert.deepEqual(Object.keys(content), [...made.entries.map(({ path }) => path), 'manifest.json'].sort());
  assert.equal(content['manifest.json'], made.manifest);
  assert.equal(content['crop_runs.json'], made.texts.get('crop_runs.json'));
  const pictures = numbers(3).map((id) => Buffer.from(picture(id)).toString('latin1'));
  const copied = Object.entries(content).filter(([path]) => path.startsWith('images/'));
  assert.deepEqual(copied.map(([, bytes]) => bytes).sort(), pictures.sort());
  for (const path of Object.keys(content)) assert.equal(statSync(join(out, made.digest, path)).mode & 0o222, 0, path);
  assert.deepEqual(readdirSync(out), [made.digest]);
});

test('the same version again changes nothing', (t) => {
  const { out, version, write } = exported(t);
  const made = version();
  write(made);
  const stamp = () => {
    const { ino, ctimeMs } = statSync(join(out, made.digest, 'manifest.json'));
    return { ino, ctimeMs };
  };
  const before = stamp();
  assert.deepEqual(write(version()), { copied: 0, known: true });
  assert.deepEqual(stamp(), before);
});

test('the next version copies what is new, and shares the rest', (t) => {
  const { folder, out, version, write: writeIt } = exported(t);
  const first = version();
  writeIt(first);
  write(folder, {
    'images/9.png': picture(9),
    'masks/9.png': picture(1009),
    'crop_runs-2.json': JSON.stringify([report(9)]),
    'crop_annotations-2.json': JSON.stringify([annotation(9)]),
  });
  const second = version();
  assert.deepEqual(writeIt(second), { copied: 2, known: false });
  assert.deepEqual(readdirSync(out), [first.digest, second.digest].sort());
  for (const path of first.copies.keys()) {
    assert.equal(statSync(join(out, second.digest, path)).ino, statSync(join(out, first.digest, path)).ino, path);
  }
});

test('a file of another version that is damaged is copied again, not passed on', (t) => {
  const { folder, out, version, write } = exported(t);
  const first = version();
  write(first);
  const [path = ''] = first.copies.keys();
  rmSync(join(out, first.digest, path));
  writeFileSync(join(out, first.digest, path), 'damaged');
  assert.deepEqual(
    codesOf(() => write(first)),
    [`EV8017 ${path} is missing or changed`],
  );
  writeFileSync(join(folder, 'crop_runs.json'), JSON.stringify(numbers(3).map((id) => report(id, { notes: 'other' }))));
  const second = version();
  assert.deepEqual(write(second), { copied: 1, known: false });
  assert.deepEqual(write(second), { copied: 0, known: true });
});

test('a changed manifest, and a file that is gone, are damage', (t) => {
  const { out, version, write } = exported(t);
  const made = version();
  write(made);
  rmSync(join(out, made.digest, 'crop_runs.json'));
  rmSync(join(out, made.digest, 'manifest.json'));
  assert.deepEqual(
    codesOf(() => write(made)),
    ['EV8017 crop_runs.json is missing or changed', 'EV8017 manifest.json is missing or changed'],
  );
});

test('a picture that changes meanwhile is told, and there is no version', (t) => {
  const { folder, out, version, write } = exported(t);
  const made = version();
  for (const id of [1, 3]) writeFileSync(join(folder, `images/${id}.png`), picture(77));
  assert.deepEqual(
    codesOf(() => write(made)).map((text) => text.slice(0, 6)),
    ['EV8013', 'EV8013'],
  );
  assert.equal(existsSync(join(out, made.digest)), false);
});

test('a place that cannot be written is told', (t) => {
  const { folder, version } = exported(t);
  assert.match(
    codesOf(() => writeVersion(join(folder, 'crop_runs.json/versions'), version(), (name) => join(folder, name)))[0] ?? '',
    /^EV8018 ENOTDIR/,
  );
});

test('what a run that is over has left is used and removed; what belongs to a live one is used and stays', (t) => {
  const { out, version, write } = exported(t);
  const made = version();
  write(made);
  const [one = '', two = ''] = made.copies.keys();
  const leave = (owner: string, path: string) => {
    mkdirSync(join(out, owner, path, '..'), { recursive: true });
    linkSync(join(out, made.digest, path), join(out, owner, path));
    writeFileSync(join(out, owner, 'unfinished'), 'cut sh');
  };
  // No process has this number: it is above the largest that Linux gives.
  leave('.partial-4194305-a', one);
  leave(`.partial-${process.ppid}-b`, two);
  rmSync(join(out, made.digest), { recursive: true });
  assert.deepEqual(write(made), { copied: 4, known: false });
  assert.deepEqual(readdirSync(out), [`.partial-${process.ppid}-b`, made.digest]);
  assert.deepEqual(write(made), { copied: 0, known: true });
});
