/** Row-major text, outlines, boxes and resampling against what the program that introduced the format returned. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { randomStream } from '../stats/random.ts';
import { area, decodeRuns, encodeMask, fromRowMajor, type Runs, resampleNearest, toText } from './runs.ts';
import { outlinesToRuns, shareBoxToRuns } from './shares.ts';
import { randomMask, randomSize } from './testing/random_masks.ts';

// biome-ignore lint/suspicious/noExplicitAny: each kind of vector has its own shape, which the assertions check.
const vectors: any[] = JSON.parse(readFileSync('eval/masks/testdata/gold_label.json', 'utf8'));
const ofKind = (kind: string) => vectors.filter((vector) => vector.kind === kind);

function drawn(rows: readonly string[]): Runs {
  return encodeMask(Uint8Array.from(rows.join(''), Number), rows.length, rows[0]?.length ?? 0);
}

/** x1, y1, x2, y2, … of points in either spelling. */
function flat(points: readonly (readonly [number, number] | { readonly x: number; readonly y: number })[]): number[] {
  return points.flatMap((point) => ('x' in point ? [point.x, point.y] : [...point]));
}

test('row-major text is the mask that was written', () => {
  const encoded = ofKind('rle-encode');
  for (const { id, input, expected } of encoded) assert.deepEqual(fromRowMajor(expected.rle, [input.grid, input.grid]), drawn(input.rows), id);
  assert.equal(encoded.length, 6);
});

test('row-major text is decoded alike where it is whole, and refused where it was padded or cut', () => {
  const decoded = ofKind('rle-decode');
  for (const { id, input, expected, defect } of decoded) {
    const read = () => fromRowMajor(input.rle, [input.grid, input.grid], 's-1');
    if (defect)
      assert.throws(read, (error) => error instanceof InputError && error.problems[0]?.code === 'EV1203' && error.problems[0].location === 's-1');
    else assert.deepEqual([read(), area(read())], [drawn(expected.rows), expected.pixels], id);
  }
  assert.equal(decoded.length, 5);
});

test('resampling takes the cell that a centre falls in', () => {
  const resampled = ofKind('resample');
  for (const { id, input, expected } of resampled) {
    assert.deepEqual(resampleNearest(drawn(input.from.rows), input.to_grid, input.to_grid), drawn(expected.rows), id);
  }
  assert.equal(resampled.length, 5);
});

test('outlines are filled at pixel centres', () => {
  const polygons = ofKind('polygon').filter(({ input }) => input.points_norm !== undefined);
  for (const { id, input, expected } of polygons) {
    // Whoever reads labels refuses points beyond the frame; the original moved them onto it before filling.
    const outline = flat(input.points_norm).map((share) => Math.min(Math.max(share, 0), 1));
    assert.deepEqual(outlinesToRuns([outline], input.grid, input.grid), drawn(expected.rows), id);
  }
  assert.equal(polygons.length, 8);
});

test('the outlines behind a published report have its pixel counts', () => {
  const [{ input, expected }] = ofKind('polygon').filter(({ input: { polygons_norm } }) => polygons_norm !== undefined);
  for (const [name, points] of Object.entries<[number, number][]>(input.polygons_norm)) {
    assert.equal(area(outlinesToRuns([flat(points)], input.grid, input.grid)), expected.pixels[name], name);
  }
});

test('boxes grow outward to whole pixels and end at the frame', () => {
  for (const { id, input, expected } of ofKind('box')) {
    if (input.box !== undefined) assert.deepEqual(shareBoxToRuns(input.box, input.grid, input.grid), drawn(expected.rows), id);
    for (const grid of input.grids ?? []) {
      // biome-ignore lint/suspicious/noExplicitAny: a box as the vector has it.
      const areas = Object.entries<any>(input.module_boxes).map(([name, box]) => [name, area(shareBoxToRuns(box, grid, grid))]);
      assert.deepEqual(Object.fromEntries(areas), expected[grid], `${id} at ${grid}`);
    }
  }
});

test('row-major text of random masks comes back as the same runs (seed 6)', () => {
  const random = randomStream(6, 'row-major');
  for (let round = 0; round < 200; round++) {
    const [height, width] = randomSize(random);
    const mask = randomMask(random, height, width);
    const counts: number[] = [];
    let length = 0;
    mask.forEach((value, i) => {
      if (value !== (mask[i - 1] ?? 0)) {
        counts.push(length);
        length = 0;
      }
      length++;
    });
    counts.push(length);
    assert.deepEqual(fromRowMajor(counts.join(','), [height, width]), encodeMask(mask, height, width), `seed 6, round ${round}`);
  }
});

test('text that is no row-major run lengths is refused with its code', () => {
  const refused: [text: string, code: string, message: RegExp][] = [
    ['', 'EV1202', /run 0 is not a whole number\n {2}got: ""/],
    ['1, 3', 'EV1202', /run 1 .*\n {2}got: " 3"/],
    ['1,-1,4', 'EV1202', /run 1 .*\n {2}got: "-1"/],
    ['2,1e0,1', 'EV1202', /run 1 /],
    ['2,,2', 'EV1202', /run 1 /],
    ['1.5,2.5', 'EV1202', /run 0 /],
    ['4,', 'EV1202', /run 1 /],
    ['3', 'EV1203', /got: 3 pixels\n {2}expected: 4 pixels/],
    ['0,99999999999999999999', 'EV1203', /more than 4 pixels/],
  ];
  for (const [text, code, message] of refused) {
    assert.throws(
      () => fromRowMajor(text, [2, 2]),
      (error) => error instanceof InputError && error.problems[0]?.code === code && message.test(error.message),
      text,
    );
  }
  assert.throws(() => fromRowMajor('0', [0, 4]), /EV1201/);
});

test('filling by rows equals the rule asked of every pixel alone (seed 7)', () => {
  const random = randomStream(7, 'outlines');
  for (let round = 0; round < 200; round++) {
    const [height, width] = randomSize(random);
    // Coordinates in sixteenths hit pixel centres and make edges that are horizontal, vertical or of no length.
    const outlines = Array.from({ length: 1 + random.below(2) }, () =>
      Array.from({ length: 2 * (3 + random.below(6)) }, () => random.below(17) / 16),
    );
    const pixels = decodeRuns(outlinesToRuns(outlines, height, width));
    pixels.forEach((value, i) => {
      const [x, y] = [((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height];
      assert.equal(
        value === 1,
        outlines.some((outline) => isInside(outline, x, y)),
        `seed 7, round ${round}, ${JSON.stringify(outlines)}, pixel ${i}`,
      );
    });
  }
});

/** Even-odd rule along a ray to the right. */
function isInside(outline: readonly number[], x: number, y: number): boolean {
  const points = Array.from({ length: outline.length / 2 }, (_, i) => [outline[2 * i] as number, outline[2 * i + 1] as number] as const);
  return points.reduce((inside, [xi, yi], i) => {
    const [xj, yj] = points.at(i - 1) as readonly [number, number];
    return yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi ? !inside : inside;
  }, false);
}

test('a box is the mask of the pixels that it touches, and text knows its size', () => {
  assert.deepEqual(toText(shareBoxToRuns({ x: 0.25, y: 0, w: 0.5, h: 0.5 }, 2, 4)).size, [2, 4]);
  assert.deepEqual(shareBoxToRuns({ x: 0.25, y: 0, w: 0.5, h: 0.5 }, 2, 4), drawn(['0110', '0000']));
  assert.equal(area(shareBoxToRuns({ x: 1.5, y: 0, w: 0.5, h: 1 }, 4, 4)), 0);
});
