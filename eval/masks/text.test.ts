import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { RleText } from '../contracts/common.ts';
import { InputError } from '../errors/errors.ts';
import { randomStream } from '../stats/random.ts';
import { maximumPixels } from './run_length.ts';
import { encodeMask, fromCounts, fromText, toText } from './runs.ts';
import { randomMask, randomSize } from './testing/random_masks.ts';

interface Vector {
  readonly name: string;
  readonly size: [number, number];
  readonly counts: readonly number[];
  readonly rle: string;
}
const vectors = JSON.parse(readFileSync('eval/masks/testdata/rle.json', 'utf8')) as readonly Vector[];

test('text is that of pycocotools 2.0.11, both ways', () => {
  for (const { name, size, counts, rle } of vectors) {
    const runs = fromText({ size, counts: rle });
    assert.deepEqual(runs, fromCounts(counts, size), name);
    assert.deepEqual(toText(runs), { size, counts: rle }, name);
  }
});

test('text of random masks comes back as the same runs (seed 2)', () => {
  const random = randomStream(2, 'text');
  for (let round = 0; round < 300; round++) {
    const [height, width] = randomSize(random);
    const runs = encodeMask(randomMask(random, height, width), height, width);
    assert.deepEqual(fromText(toText(runs)), runs, `seed 2, round ${round}`);
  }
});

test('runs and differences up to the largest mask survive', () => {
  const half = (maximumPixels - 1) / 2;
  for (const counts of [[maximumPixels], [0, maximumPixels], [1, 1, 1, maximumPixels - 3], [0, maximumPixels - 2, 1, 1], [1, half, half, 0]]) {
    const runs = fromCounts(counts, [1, maximumPixels]);
    assert.deepEqual(fromText(toText(runs)), runs, String(counts));
  }
});

test('empty runs are accepted, inside and at the end', () => {
  for (const counts of [
    [1, 0, 2, 1],
    [3, 1, 0],
    [0, 0, 4],
    [4, 0],
  ]) {
    const runs = fromCounts(counts, [2, 2]);
    assert.deepEqual([...fromText(toText(runs)).counts], counts);
  }
});

test('malformed text is refused with its code', () => {
  const refused: [text: RleText, code: string, message: RegExp][] = [
    [{ size: [2, 2], counts: '4 ' }, 'EV1202', /character 1 of the run lengths is not of their alphabet\n {2}got: " "/],
    [{ size: [2, 2], counts: 'p4' }, 'EV1202', /character 0 .*\n {2}got: "p"\n {2}expected: "0" to "o"/],
    [{ size: [2, 2], counts: '\u01344' }, 'EV1202', /character 0/],
    [{ size: [2, 2], counts: '4o' }, 'EV1202', /end inside a number\n {2}got: 4o/],
    [{ size: [2, 2], counts: 'PPPPPP0' }, 'EV1202', /number before character 6 of the run lengths is too long/],
    [{ size: [2, 2], counts: 'O5' }, 'EV1202', /run 0 has a negative length\n {2}got: -1/],
    [{ size: [2, 2], counts: '1211' }, 'EV1203', /2 x 2 mask do not cover it\n {2}got: more than 4 pixels/],
    [{ size: [2, 2], counts: '111N' }, 'EV1202', /run 3 has a negative length\n {2}got: -1/],
    [{ size: [2, 2], counts: '' }, 'EV1203', /got: 0 pixels\n {2}expected: 4 pixels/],
    [{ size: [2, 2], counts: '12' }, 'EV1203', /got: 3 pixels/],
    [{ size: [2, 2], counts: '5' }, 'EV1203', /got: more than 4 pixels/],
    [{ size: [2 ** 15, 2 ** 15], counts: '0' }, 'EV1201', /got: 32768 x 32768/],
    [{ size: [0, 4], counts: '0' }, 'EV1201', /got: 0 x 4/],
    [{ size: [2, 1.5], counts: '3' }, 'EV1201', /got: 2 x 1.5/],
  ];
  for (const [text, code, message] of refused) {
    assert.throws(
      () => fromText(text, 's-1'),
      (error) =>
        error instanceof InputError && error.problems[0]?.code === code && error.problems[0].location === 's-1' && message.test(error.message),
      JSON.stringify(text),
    );
  }
});

test('any damaged text is either refused with a code or covers the mask (seed 3)', () => {
  const random = randomStream(3, 'damage');
  for (let round = 0; round < 500; round++) {
    const [height, width] = randomSize(random);
    const { size, counts } = toText(encodeMask(randomMask(random, height, width), height, width));
    const at = random.below(counts.length);
    const damaged = counts.slice(0, at) + String.fromCharCode(random.below(128)) + counts.slice(at + random.below(3));
    try {
      const sum = fromText({ size, counts: damaged }).counts.reduce((total, count) => total + count, 0);
      assert.equal(sum, height * width, `seed 3, round ${round}: ${damaged}`);
    } catch (error) {
      assert.ok(error instanceof InputError, `seed 3, round ${round}: ${String(error)}`);
    }
  }
});

test('a list of run lengths is checked like text', () => {
  const refused: [counts: number[], code: string][] = [
    [[1.5, 2.5], 'EV1202'],
    [[Number.NaN], 'EV1202'],
    [[5, -1], 'EV1202'],
    [[1, 2], 'EV1203'],
    [[], 'EV1203'],
    [[4, 2 ** 32], 'EV1203'],
  ];
  for (const [counts, code] of refused) {
    assert.throws(
      () => fromCounts(counts, [2, 2]),
      (error) => error instanceof InputError && error.problems[0]?.code === code,
      String(counts),
    );
  }
});
