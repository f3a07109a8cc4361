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
    const look = (): string => {
      const [base, shift, down, across] = [bases[of(3)] ?? [], of(6), of(2) * 56, of(2) * 7];
      return Buffer.from(base.map((_, at) => (base[at ^ down ^ across] as number) + shift)).toString('hex');
    };
    // Equal bytes look the same.
    const files = Array.from({ length: 4 + 10 * (seed % 2) }, look);
    const pictures = Array.from({ length: 60 }, (_, i): Pictured => {
      const file = of(5) === 0 ? null : of(files.length);
      return { id: `s${i}`, group: of(4), sha256: file, image: `${i}.png`, look: file === null ? look() : files[file] };
    });
    assert.deepEqual(copiesAcrossGroups(pictures).sort(), byPairs(pictures));
  });
}

for (const seed of [1, 2, 3]) {
  test(`pairs that differ by just the tolerance are found in a crowd, and those that differ by more are not, seed ${seed}`, () => {
    const random = randomStream(seed, 'pairs');
    const pictures = Array.from({ length: 300 }, (_, pair): Pictured[] => {
      const [base, flip, apart] = [
        Array.from({ length: side * side }, () => 60 + random.below(80)),
        (random.below(2) * 56) ^ (random.below(2) * 7),
        4 + (pair % 2),
      ];
      return [base, base.map((_, at) => (base[at ^ flip] as number) + apart)].map((values, i) => {
        const number = 2 * pair + i;
        return { id: `s${number}`, group: number, sha256: number, image: null, look: Buffer.from(values).toString('hex') };
      });
    }).flat();
    const found = copiesAcrossGroups(pictures).sort();
    assert.deepEqual(found, byPairs(pictures));
    assert.equal(found.length, 300);
  });
}

// Compared pair by pair each would be 20 thousand million comparisons.
const many = 200_000;
const still = '80'.repeat(side * side);
/** Of a camera that stands still: mean grey values that differ by at most the tolerance. */
const flickering = (i: number): string => Array.from({ length: 64 }, (_, at) => (128 + ((i >> (at % 16)) & 3)).toString(16)).join('');
const corpora: readonly (readonly [title: string, look: (i: number) => string, group: (i: number) => number, copies: number])[] = [
  ['that are alike', () => still, (i) => i, many],
  ['that are nearly alike', flickering, (i) => i, many],
  ['that are nearly alike, of ten groups', flickering, (i) => i % 10, many],
  ['that are nearly alike, of one group', flickering, () => 0, 0],
];
for (const [title, look, group, copies] of corpora) {
  test(`${many} pictures ${title}`, () => {
    const pictures = Array.from({ length: many }, (_, i): Pictured => ({ id: `s${i}`, group: group(i), sha256: i, image: null, look: look(i) }));
    assert.equal(copiesAcrossGroups(pictures).length, copies);
  });
}

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
