import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type TarEntry, tar } from './tar.ts';
import { entriesOf } from './testing/unpack.ts';

function file(path: string, text: string, executable = false): TarEntry {
  const content = Buffer.from(text);
  return { kind: 'file', path, executable, bytes: content.length, content: [content.subarray(0, 3), content.subarray(3)] };
}

function archive(...entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...tar(entries)]);
}

test('the bytes are those of GNU tar for files, a link and an executable', () => {
  // tar --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 --blocking-factor=1 --mode=… -cf - a/text.txt a/link a/program
  const bytes = archive(
    file('a/text.txt', 'some text\n'),
    { kind: 'link', path: 'a/link', target: 'text.txt' },
    file('a/program', `${'#'.repeat(512)}`, true),
  );
  assert.equal(createHash('sha256').update(bytes).digest('hex'), '582c12eb75596de9e7722f28693700be30f7a621f48036f963289332a4ed3d18');
});

test('what is written is read', () => {
  const long = `${'folder/'.repeat(40)}${'n'.repeat(120)}.txt`;
  const inTwo = `${'p'.repeat(120)}/${'n'.repeat(90)}`;
  const entries = [...entriesOf(archive(file('empty', ''), file(inTwo, 'in two'), file(long, 'long'), file('ümläut', 'x', true)))];
  assert.deepEqual(
    entries.map(({ path, mode, content }) => [path, mode, Buffer.from(content).toString()]),
    [
      ['empty', 0o644, ''],
      [inTwo, 0o644, 'in two'],
      [long, 0o644, 'long'],
      ['ümläut', 0o755, 'x'],
    ],
  );
});

test('the target of a link may be long', () => {
  const target = '../'.repeat(50);
  assert.deepEqual(
    [...entriesOf(archive({ kind: 'link', path: 'link', target }))].map((e) => [e.type, e.target]),
    [['2', target]],
  );
});

test('a path of every length is read again', () => {
  for (let length = 1; length < 300; length++) {
    for (const path of ['x'.repeat(length), `${'x'.repeat(Math.ceil(length / 2))}/${'y'.repeat(Math.ceil(length / 2))}`]) {
      assert.deepEqual(
        [...entriesOf(archive(file(path, path)))].map((e) => e.path),
        [path],
      );
    }
  }
});

test('a file that changes its size while it is packed is no archive', () => {
  const entry: TarEntry = { kind: 'file', path: 'a', executable: false, bytes: 4, content: [Buffer.from('abc')] };
  assert.throws(() => archive(entry), RangeError);
});

test('a file of more than 8 GiB says its size in a pax header', () => {
  const bytes = 8 ** 11;
  const parts = tar([{ kind: 'file', path: 'large', executable: false, bytes, content: [] }]);
  const [, records, , header] = [parts.next(), parts.next(), parts.next(), parts.next()].map(({ value }) => Buffer.from(value as Uint8Array));
  assert.equal(records?.toString(), `19 size=${bytes}\n`);
  assert.equal(header?.toString('utf8', 124, 135), '00000000000');
});
