import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from './run.ts';

const pictures = Array.from({ length: 100 }, (_, i) => `cam/${i}.jpg`);

test('every picture is in one pack, and its mask beside it', () => {
  const { pictures: packs, masks } = plan(pictures, ['cam/7_mask.png', 'cam/8_mask.png'], 10, '_mask');
  assert.deepEqual([...packs.values()].flat().sort(), pictures.toSorted());
  for (const [pack, keys] of masks) for (const key of keys) assert.ok(packs.get(pack)?.includes(key.replace('_mask.png', '.jpg')), key);
  assert.equal([...masks.values()].flat().length, 2);
});

test('a picture that is added moves no other', () => {
  const [before, after] = [pictures, [...pictures, 'cam/new.jpg']].map((list) => plan(list, [], 10, '').pictures) as [Packs, Packs];
  for (const [pack, keys] of before)
    assert.deepEqual(
      after.get(pack)?.filter((key) => key !== 'cam/new.jpg'),
      keys,
    );
});

test('a mask without a picture is refused', () => assert.throws(() => plan(pictures, ['cam/x.png'], 2, ''), /EV1042/));

type Packs = ReturnType<typeof plan>['pictures'];
