import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { tar } from '../bundle/tar.ts';
import { InputError } from '../errors/errors.ts';
import { writeParts } from '../io/files.ts';
import { writeRows } from '../io/ndjson.ts';
import { DeclaredBytes } from './declared.ts';
import { indexOf } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'packs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string): string => join(folder, name);

/** Of lengths around a block's, under names around what a header has room for. */
const files: Readonly<Record<string, Buffer>> = Object.fromEntries(
  ['a.jpg', 'cam1/b.png', `${'deep/'.repeat(30)}c.webp`, `${'n'.repeat(140)}.png`, 'ä ö=ü.jpg'].map((name, i) => [
    name,
    Buffer.alloc(i * 511 + 1, i + 65),
  ]),
);

const entry = (name: string, content: Buffer) => ({
  kind: 'file' as const,
  path: name,
  executable: false,
  bytes: content.length,
  content: [content],
});

function packed(name: string, content: Readonly<Record<string, Buffer>>): string {
  writeParts(path(name), tar(Object.entries(content).map(([file, bytes]) => entry(file, bytes))));
  return path(name);
}

function codes(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
}

function assertReads(pack: string): void {
  writeRows(path('index.ndjson'), indexOf(pack));
  const declared = new DeclaredBytes({ files: new Map(), packs: [pack], indexes: [path('index.ndjson')] });
  assert.deepEqual([...declared.keys()].sort(), Object.keys(files).sort());
  for (const [name, content] of Object.entries(files)) assert.deepEqual(declared.read(name), content, name);
  assert.equal(declared.read('other.jpg'), undefined);
}

test('what was packed is read', () => assertReads(packed('own.tar', { ...files, 'a.json': Buffer.from('{}'), 'a.cls': Buffer.from('3') })));

for (const format of ['pax', 'gnu']) {
  test(`archives of tar --format=${format} are read`, (t) => {
    if (spawnSync('tar', ['--version']).status !== 0) return t.skip('there is no tar here');
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(path(`in/${name}`)), { recursive: true });
      writeFileSync(path(`in/${name}`), content);
    }
    execFileSync('tar', [`--format=${format}`, '-cf', path(`${format}.tar`), '-C', path('in'), '.']);
    return assertReads(path(`${format}.tar`));
  });
}

test('a picture is taken out for a program that reads files', () => {
  const pack = packed('taken.tar', files);
  writeRows(path('taken.ndjson'), indexOf(pack));
  const declared = new DeclaredBytes({ files: new Map([['own.png', 'somewhere/own.png']]), packs: [pack], indexes: [path('taken.ndjson')] });
  assert.deepEqual(readFileSync(declared.path('cam1/b.png', path('out')) ?? ''), files['cam1/b.png']);
  assert.equal(declared.path('own.png', path('out')), 'somewhere/own.png');
  assert.deepEqual(declared.unused, ['somewhere/own.png']);
});

test('what is no archive of pictures is refused', () => {
  const bytes = readFileSync(packed('whole.tar', files));
  const refused: Readonly<Record<string, [content: Buffer, code: string]>> = {
    empty: [Buffer.alloc(0), 'EV1041'],
    text: [Buffer.alloc(2048, 'no archive'), 'EV1041'],
    'cut in a file': [bytes.subarray(0, 700), 'EV1041'],
    'cut after a file': [bytes.subarray(0, 1024), 'EV1041'],
    'one bit of a header': [Buffer.from(bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte))), 'EV1041'],
    'no picture': [Buffer.concat([...tar([entry('a.txt', Buffer.from('a'))])]), 'EV1042'],
    'a name twice': [Buffer.concat([...tar([entry('a.jpg', Buffer.from('a')), entry('./a.jpg', Buffer.from('b'))])]), 'EV1042'],
    'a name that leads out': [Buffer.concat([...tar([entry('../a.jpg', Buffer.from('a'))])]), 'EV1042'],
  };
  for (const [name, [content, code]] of Object.entries(refused)) {
    writeFileSync(path('refused.tar'), content);
    assert.deepEqual(
      codes(() => indexOf(path('refused.tar'))),
      [code],
      name,
    );
  }
  assert.deepEqual(
    codes(() => indexOf(path('missing.tar'))),
    ['EV5002'],
  );
});
