import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../stats/random.ts';
import { areAlike, looksFrom } from './looks.ts';
import type { Pictured } from './near_copies.ts';
import { copiesAcrossGroups } from './near_copies.ts';

const [rings, places] = [8, 32];
type Turn = (ring: number, place: number) => readonly [ring: number, place: number];

/** Digits in the order of a turned picture. */
const turned = (digits: readonly number[], turn: Turn): string =>
  digits
    .map((_, i) => {
      const [ring, place] = turn(Math.floor(i / places), i % places);
      return (digits[ring * places + ((place + places) % places)] as number).toString(16);
    })
    .join('');

/** By the definition: every pair. */
function byPairs(pictures: readonly Pictured[]): string[] {
  const looks = pictures.map((picture) => looksFrom(picture.looks ?? []));
  const isCopy = (a: Pictured, b: Pictured): boolean => a.group !== b.group && (a.sha256 === null || a.sha256 !== b.sha256);
  const found = pictures.filter((a, i) => pictures.some((b, j) => i !== j && isCopy(a, b) && areAlike(looks[i] ?? [], looks[j] ?? [])));
  return found.map(({ id }) => id).sort();
}

for (const seed of [1, 2, 3, 4, 5]) {
  test(`what is found is what the definition says, seed ${seed}`, () => {
    const random = randomStream(seed, 'looks');
    const of = (count: number): number => random.below(count);
    // Few looks, groups and bytes, so that pictures share them in every combination, turned and flipped.
    const bases = Array.from({ length: 3 }, () => Array.from({ length: rings * places }, () => of(16)));
    const pictures = Array.from({ length: 60 }, (_, i): Pictured => {
      const [shift, direction] = [8 * of(4), of(2) === 0 ? 1 : -1];
      const looks = [turned(bases[of(3)] ?? [], (ring, place) => [ring, direction * place + shift])];
      return { id: `s${i}`, group: `g${of(4)}`, sha256: of(5) === 0 ? null : `sha256:${of(4)}`, image: `${i}.png`, looks };
    });
    assert.deepEqual(copiesAcrossGroups(pictures).sort(), byPairs(pictures));
  });
}

test('what is inside of a border is held against whole pictures, not against what is inside of another border', () => {
  const [one, other, third] = [1, 2, 3].map((seed) => {
    const random = randomStream(seed, 'borders');
    return Array.from({ length: rings * places }, () => random.below(16).toString(16)).join('');
  }) as [string, string, string];
  const found = (...looks: string[][]): number =>
    copiesAcrossGroups(looks.map((own, i) => ({ id: `s${i}`, group: `g${i}`, sha256: null, image: null, looks: own }))).length;
  assert.equal(found([one], [other, one]), 2);
  assert.equal(found([other, one], [third, one]), 0);
});

test('a corpus of pictures that all look the same is counted, not compared pair by pair', () => {
  const looks = [Array.from({ length: rings * places }, (_, i) => (i % 7).toString(16)).join('')];
  const pictures = Array.from({ length: 200_000 }, (_, i): Pictured => ({ id: `s${i}`, group: `g${i}`, sha256: `sha256:${i}`, image: null, looks }));
  assert.equal(copiesAcrossGroups(pictures).length, pictures.length);
});
