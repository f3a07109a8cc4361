/** The folder on disk and the one in memory, on which most tests stand, do the same. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { outcomeOf } from '../outcome.ts';
import { codesIn, inputs, Machine, promoting, promotionOf } from '../testing/machine.ts';
import { MemoryFileSystem } from '../testing/memory_file_system.ts';
import { generator } from '../testing/random.ts';
import { type FileSystem, FolderFileSystem } from './file_system.ts';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
after(() => rmSync(folder, { recursive: true }));

/** What an operation gives: a value, or that it fails. */
function result(act: () => unknown): unknown {
  try {
    const value = act();
    return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
  } catch {
    return 'fails';
  }
}

const paths = ['a', 'b', 'f', 'f/a', 'f/b', 'f/g', 'f/g/a'];

test('random operations', (t) => {
  const seed = Number(process.env['SEED'] ?? 3);
  t.diagnostic(`seed ${seed}`);
  const { below, pick } = generator(seed);
  for (let round = 0; round < 25; round++) {
    const both = [new FolderFileSystem(join(folder, String(round))), new MemoryFileSystem()] as const;
    for (const fs of both) fs.makeFolder('');
    for (let i = 0; i < 40; i++) {
      const [path, other, bytes, offset] = [pick(paths), pick(paths), Buffer.alloc(below(5), i + 1), below(4)];
      const operations: readonly [name: string, act: (fs: FileSystem) => unknown][] = [
        ['read', (fs) => fs.read(path)],
        ['list', (fs) => fs.list(path)],
        // Names of files where folders are asked for, and moves of folders into themselves, do not occur in a store.
        ['makeFolder', (fs) => (fs.read(path) === undefined && fs.read('f') === undefined && fs.read('f/g') === undefined ? fs.makeFolder(path) : 0)],
        ['write', (fs) => fs.write(path, bytes)],
        ['writeAt', (fs) => fs.writeAt(path, Math.min(offset, fs.read(path)?.length ?? 0), bytes)],
        ['sync', (fs) => fs.sync(path)],
        ['rename', (fs) => (fs.read(path) !== undefined && fs.list(other) === undefined ? fs.rename(path, other) : 0)],
        ['link', (fs) => (fs.read(path) !== undefined && fs.list(other.slice(0, other.lastIndexOf('/'))) !== undefined ? fs.link(path, other) : 0)],
        ['remove', (fs) => fs.remove(path)],
      ];
      const [name, act] = pick(operations);
      const [disk, memory] = both.map((fs) => result(() => act(fs)));
      assert.deepEqual(disk, memory, `seed ${seed}, round ${round}, operation ${i}: ${name} ${path} ${other}`);
      const [onDisk, inMemory] = both.map((fs) => paths.map((file) => [file, fs.list(file), result(() => fs.read(file))]));
      assert.deepEqual(onDisk, inMemory, `seed ${seed}, round ${round}, operation ${i}: ${name} ${path} ${other}`);
    }
  }
});

test('a disk that refuses is exit code 4, and no bug of ours', () => {
  writeFileSync(join(folder, 'file'), '');
  const below = new Machine().run(new FolderFileSystem(join(folder, 'file/store')), promoting(promotionOf(inputs.a)));
  assert.deepEqual([below?.exitCode, codesIn(below)], [4, ['EV7027']]);

  const full = new MemoryFileSystem();
  full.write = () => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
  };
  const outcome = new Machine().run(full, promoting(promotionOf(inputs.a)));
  assert.deepEqual([outcome?.exitCode, codesIn(outcome)], [4, ['EV7027']]);
  assert.match(outcome?.text ?? '', /write: ENOSPC/);
  assert.throws(
    () =>
      outcomeOf(() => {
        throw new TypeError('ours');
      }),
    TypeError,
  );
});
