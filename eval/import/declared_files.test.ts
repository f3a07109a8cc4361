import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problems } from '../errors/errors.ts';
import { DeclaredFiles, leaves, sampleIdOf, stem } from './declared_files.ts';

const keys = ['flagged/images/a.jpg', 'flagged/images/b.jpg', 'old/images/b.jpg', 'b.jpg', 'c.jpg'];
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
  ['', undefined],
];

for (const [name, key] of found) {
  test(`"${name}" is ${key ?? 'no single declared file'}`, () => {
    const problems = new Problems();
    assert.equal(files().find({ name, location: 'rows.json', owner: 'image 1' }, problems), key);
    assert.equal(problems.empty, key !== undefined);
  });
}

test('what was found is used, the rest is not', () => {
  const declared = files();
  declared.find({ name: 'a.jpg', location: '', owner: '' }, new Problems());
  declared.use('c.jpg');
  assert.deepEqual(declared.unused, ['b.jpg', 'flagged/images/b.jpg', 'old/images/b.jpg']);
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
  assert.equal(sampleIdOf('壺\ud800'), '%E5%A3%BA%EF%BF%BD');
});
