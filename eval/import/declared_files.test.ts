import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problems } from '../errors/errors.ts';
import { stem } from '../io/file_names.ts';
import { DeclaredFiles, leaves, sampleIdOf, sampleIdsOf } from './declared_files.ts';

const keys = [
  '50%2F/d.jpg',
  'nf/u\u0308.jpg',
  'images/my pot.jpg',
  'flagged/images/a.jpg',
  'flagged/images/b.jpg',
  'old/images/b.jpg',
  'b.jpg',
  'c.jpg',
];
const files = () => new DeclaredFiles('picture', keys);

const found: [name: string, key: string | undefined][] = [
  ['flagged/images/a.jpg', 'flagged/images/a.jpg'],
  ['images/a.jpg', 'flagged/images/a.jpg'],
  ['./images/a.jpg', 'flagged/images/a.jpg'],
  ['a.jpg', 'flagged/images/a.jpg'],
  ['ges/a.jpg', undefined],
  ['b.jpg', 'b.jpg'],
  ['images/b.jpg', undefined],
  ['flagged/images/b.jpg', 'flagged/images/b.jpg'],
  ['more/c.jpg', undefined],
  ['images\\a.jpg', 'flagged/images/a.jpg'],
  ['.\\images\\a.jpg', 'flagged/images/a.jpg'],
  ['images%2Fa.jpg', 'flagged/images/a.jpg'],
  ['images/my%20pot.jpg', 'images/my pot.jpg'],
  ['50%2F/d.jpg', '50%2F/d.jpg'],
  ['%E0%A4%A', undefined],
  ['\u00fc.jpg', 'nf/u\u0308.jpg'],
  ['..\\..\\media\\a.jpg', undefined],
  ['', undefined],
];

for (const [name, key] of found) {
  test(`"${name}" is ${key ?? 'no single declared file'}`, () => {
    const problems = new Problems();
    assert.equal(files().find({ name, location: 'rows.json', owner: 'image 1' }, problems), key);
    assert.equal(problems.empty, key !== undefined);
  });
}

test('a path of another machine is told with the file that it may be', () => {
  const problems = new Problems();
  files().find({ name: 'C:\\data\\images\\a.jpg', location: 'x.json', owner: 'image 1' }, problems);
  assert.throws(() => problems.check(), /EV1012 {2}x\.json[\s\S]*the path on the machine that wrote the file[\s\S]*flagged\/images\/a\.jpg/);
});

test('what was found is used, the rest is not', () => {
  const declared = files();
  declared.find({ name: 'a.jpg', location: '', owner: '' }, new Problems());
  declared.use('c.jpg');
  assert.deepEqual(declared.unused, keys.filter((key) => !key.endsWith('a.jpg') && key !== 'c.jpg').sort());
});

test('paths that leave a corpus', () => {
  const outside = ['/a', '\\\\server\\a', 'C:/a', 'c:a', '..', 'a/../b', 'a\\..\\b', ''];
  assert.deepEqual(
    outside.filter((path) => !leaves(path)),
    [],
  );
  assert.deepEqual(['a', 'a/b..c', '..a', './a'].filter(leaves), []);
});

test('stems and ids', () => {
  assert.equal(stem('a/b.c/d.e.jpg'), 'd.e');
  assert.equal(stem('.hidden'), '.hidden');
  assert.equal(sampleIdOf('pot_0001'), 'pot_0001');
  assert.equal(sampleIdOf('Krug 1 (Kopie) 50%'), 'Krug%201%20(Kopie)%2050%25');
  assert.equal(sampleIdOf('läuft 壺\ud800\u200d'), 'läuft%20壺\ufffd%E2%80%8D');
});

test('an id is the stem, and as much of the path as tells pictures apart', () => {
  const ids = {
    'cam1/7.png': 'cam1/7',
    'cam2/7.png': 'cam2/7',
    '8.png': '8.png',
    '8.jpg': '8.jpg',
    'cam1/8.jpg': 'cam1/8',
    'deep/er/9.png': '9',
    'a/b.png.jpg': 'a/b.png',
    'b.png': 'b',
  };
  const idOf = sampleIdsOf(Object.keys(ids));
  assert.deepEqual(Object.fromEntries(Object.keys(ids).map((key) => [key, idOf(key)])), ids);
});
