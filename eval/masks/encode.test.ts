import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { randomStream } from '../stats/random.ts';
import { area, decodeRuns, encodeMask, encodeThreshold, fromCounts } from './runs.ts';
import { randomMask, randomSize } from './testing/random_masks.ts';

interface Vector {
  readonly name: string;
  readonly size: readonly [number, number];
  /** Rows of 0 and 1 from the top; left out for large masks. */
  readonly rows?: readonly string[];
  readonly counts: readonly number[];
}
const vectors = JSON.parse(readFileSync('eval/masks/testdata/rle.json', 'utf8')) as readonly Vector[];

function pixels(rows: readonly string[]): Uint8Array {
  return Uint8Array.from(rows.join(''), Number);
}

test('pixels become the runs of pycocotools 2.0.11 and come back', () => {
  for (const { name, size, rows, counts } of vectors) {
    if (rows !== undefined) {
      assert.deepEqual([...encodeMask(pixels(rows), ...size).counts], counts, name);
      assert.deepEqual(decodeRuns(fromCounts(counts, size)), pixels(rows), name);
    } else {
      assert.deepEqual([...encodeMask(decodeRuns(fromCounts(counts, size)), ...size).counts], counts, name);
    }
  }
});

test('runs of random masks are those of a plain walk down the columns (seed 1)', () => {
  const random = randomStream(1, 'encode');
  for (let round = 0; round < 400; round++) {
    const [height, width] = randomSize(random);
    const mask = randomMask(random, height, width);
    const counts = [0];
    let inside = 0;
    for (let x = 0; x < width; x++) {
      for (let y = 0; y < height; y++) {
        const value = mask[y * width + x] as number;
        if (value !== inside) counts.push(0);
        inside = value;
        (counts[counts.length - 1] as number)++;
      }
    }
    const runs = encodeMask(mask, height, width);
    assert.deepEqual([...runs.counts], counts, `seed 1, round ${round}, ${height} x ${width}`);
    assert.deepEqual(decodeRuns(runs), mask, `seed 1, round ${round}, ${height} x ${width}`);
  }
});

test('a mask in the middle of a larger buffer is encoded, whatever its alignment', () => {
  const buffer = new Uint8Array(80).fill(1);
  for (let offset = 0; offset < 9; offset++) {
    assert.deepEqual([...encodeMask(buffer.subarray(offset, offset + 64), 8, 8).counts], [0, 64], `offset ${offset}`);
  }
});

test('every non-zero value is foreground', () => {
  assert.deepEqual([...encodeMask(Uint8Array.of(0, 1, 128, 255), 1, 4).counts], [1, 3]);
});

test('a value equal to the threshold is foreground', () => {
  const values = Uint8Array.of(0, 127, 128, 129, 255, 0);
  const areas: [threshold: number, area: number][] = [
    [0, 6],
    [1, 4],
    [128, 3],
    [128.5, 2],
    [255, 1],
    [256, 0],
  ];
  for (const [threshold, expected] of areas) assert.equal(area(encodeThreshold(values, 2, 3, threshold)), expected, `threshold ${threshold}`);
});

test('pixels that do not fill the size are refused', () => {
  assert.throws(() => encodeMask(new Uint8Array(5), 2, 3), new RangeError('5 values for 2 x 3 pixels'));
});
