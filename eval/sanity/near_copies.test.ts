import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../stats/random.ts';
import { copiesAcrossGroups, type Pictured } from './near_copies.ts';

const side = 8;

/** By the definition: every pair, in all four ways to lay one on the other. */
function byPairs(pictures: readonly Pictured[]): string[] {
  const found = new Set<string>();
  for (const a of pictures) {
    for (const b of pictures) {
      if (a.group !== b.group && (a.sha256 === null || a.sha256 !== b.sha256) && looksLike(a, b)) found.add(a.id);
    }
  }
  return [...found].sort();
}

function looksLike(a: Pictured, b: Pictured): boolean {
  const [one, two] = [a, b].map(({ look }) => Buffer.from(look ?? '', 'hex')) as [Buffer, Buffer];
  const ways = [
    (x: number, y: number) => [x, y],
    (x: number, y: number) => [7 - x, y],
    (x: number, y: number) => [x, 7 - y],
    (x: number, y: number) => [7 - x, 7 - y],
  ];
  return ways.some((way) =>
    one.every((value, at) => {
      const [x = 0, y = 0] = way(at % side, Math.floor(at / side));
      return Math.abs(value - (two[y * side + x] ?? 0)) <= 4;
    }),
  );
}

for (const seed of [1, 2, 3, 4, 5]) {
  test(`what is found is what the definition says, seed ${seed}`, () => {
    const random = randomStream(seed, 'looks');
    const of = (count: number): number => random.below(count);
    // Few looks, groups and bytes, so that pictures share them in every combination; a look may be shifted by up to the tolerance.
    const bases = Array.from({ length: 3 }, () => Array.from({ length: side * side }, () => 20 + of(200)));
    const pictures = Array.from({ length: 60 }, (_, i): Pictured => {
      const shift = of(6);
      const look = Buffer.from((bases[of(3)] ?? []).map((value) => value + shift)).toString('hex');
      return { id: `s${i}`, group: of(4), sha256: of(5) === 0 ? null : of(4), image: `${i}.png`, look };
    });
    assert.deepEqual(copiesAcrossGroups(pictures).sort(), byPairs(pictures));
  });
}

test('a corpus of pictures that all look the same is counted, not compared pair by pair', () => {
  const look = '80'.repeat(side * side);
  const pictures = Array.from({ length: 200_000 }, (_, i): Pictured => ({ id: `s${i}`, group: i, sha256: i, image: null, look }));
  assert.equal(copiesAcrossGroups(pictures).length, pictures.length);
});

const madeOf: readonly (readonly [names: readonly string[], copies: number])[] = [
  [['a.png', 'a_aug_1.png', 'a_aug_2.png'], 3],
  [['x/a.jpg', 'x/flip_a.jpg', 'x/b.jpg'], 2],
  [['a.png', 'a_rot90.png', 'a_hflip_rot180.png', 'a-mirrored.jpeg'], 4],
  [['a_HorizontalFlip.jpg', 'a_RandomBrightnessContrast_3.jpg'], 2],
  [['a.jpg', 'a (1).jpg', 'a copy 2.jpg'], 3],
  [['aug_0_a.png', 'aug_1_a.png'], 2],
  [['a_jpg.rf.0123456789abcdef0123456789abcdef.jpg', 'a_jpg.rf.fedcba9876543210fedcba9876543210.jpg'], 2],
  [['cam1/1.png', 'cam2/1.png', 'a.png', 'a.jpg'], 0],
  [['mug_1.png', 'mug_2.png', 'mug_dark.png', 'mug.png', 'flip.png', 'rot.png'], 0],
  [['x/a.png', 'y/a_flip.png', 'contrast_agent.png', 'b_flip.png'], 0],
  [['frame_0001.png', 'frame_0002.png', 'frame (3).png', '(4).png'], 0],
  [['pilot_flip_chart.png', 'pilot.png', 'august_1.png', '1.png'], 0],
];
for (const [names, copies] of madeOf) {
  test(`${names.join(', ')}: ${copies} copies by name`, () => {
    const pictures = names.map((image, i): Pictured => ({ id: `s${i}`, group: i, sha256: i, image }));
    assert.equal(copiesAcrossGroups(pictures).length, copies);
    assert.deepEqual(copiesAcrossGroups(pictures.map((one) => ({ ...one, group: 0 }))), []);
  });
}
