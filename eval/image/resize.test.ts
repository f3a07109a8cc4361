import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Raster, roundHalfEven } from './raster.ts';
import { resizeLinear } from './resize_opencv.ts';
import { type PillowFilter, resizePillow } from './resize_pillow.ts';
import { positiveOf, resizePlane } from './resize_plane.ts';
import { thumbnailPillow, thumbnailSize } from './thumbnail_pillow.ts';

/** Results of Pillow and OpenCV, written by testdata/make_fixtures.py. */
interface Case {
  readonly kind: PillowFilter | 'opencv' | 'plane' | 'thumbnail';
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly toWidth: number;
  readonly toHeight: number;
  readonly sha256: string;
  readonly values?: readonly number[];
}

const cases = JSON.parse(readFileSync(`${import.meta.dirname}/testdata/resize.json`, 'utf8')) as Case[];

/** The generator of make_fixtures.py. */
function values(seed: number, count: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

function resized({ kind, seed, width, height, channels, toWidth, toHeight }: Case): Raster | { data: Float32Array } {
  const source = { width, height, data: values(seed, width * height * channels) };
  const size = { width: toWidth, height: toHeight };
  if (kind === 'opencv') return resizeLinear(source, size);
  if (kind === 'plane') return resizePlane(planeOf(source), size);
  if (kind === 'thumbnail') return thumbnailPillow(source, Math.max(toWidth, toHeight));
  return resizePillow(source, { ...size, filter: kind });
}

function planeOf({ width, height, data }: Raster) {
  return { width, height, data: Float32Array.from(data, (v) => (v - 128) / 7) };
}

function describe(c: Case): string {
  return `${c.kind} ${c.width} x ${c.height} x ${c.channels} to ${c.toWidth} x ${c.toHeight} (seed ${c.seed})`;
}

for (const kind of ['bilinear', 'bicubic', 'lanczos', 'thumbnail', 'opencv', 'plane'] as const) {
  test(`${kind}: every bit equals the reference library's`, () => {
    // Nothing resizes grey pictures as OpenCV does.
    const chosen = cases.filter((c) => c.kind === kind && (kind !== 'opencv' || c.channels === 3));
    assert.ok(chosen.length >= 20);
    for (const c of chosen) {
      const { data } = resized(c);
      if (c.values !== undefined) assert.deepEqual([...data], c.values, describe(c));
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      assert.equal(createHash('sha256').update(bytes).digest('hex').slice(0, 16), c.sha256, describe(c));
    }
  });
}

test('a window of a resized plane equals that part of the whole', () => {
  for (const [width, height, toWidth, toHeight] of [
    [9, 7, 40, 31],
    [40, 31, 9, 7],
    [5, 5, 6, 4],
  ] as const) {
    const plane = planeOf({ width, height, data: values(width, width * height) });
    const whole = resizePlane(plane, { width: toWidth, height: toHeight });
    for (const window of [
      { x0: 1, y0: 2, x1: 4, y1: 3 },
      { x0: 0, y0: 0, x1: toWidth, y1: 1 },
      { x0: 3, y0: 1, x1: 3, y1: 4 },
    ]) {
      const part = resizePlane(plane, { width: toWidth, height: toHeight }, window);
      const expected: number[] = [];
      for (let y = window.y0; y < window.y1; y++) expected.push(...whole.data.subarray(y * toWidth + window.x0, y * toWidth + window.x1));
      assert.deepEqual([...part.data], expected);
    }
  }
});

test('what is positive on a resized plane is told without making it', () => {
  for (const { seed, width, height, toWidth, toHeight, ...c } of cases.filter(({ kind }) => kind === 'plane')) {
    const plane = planeOf({ width, height, data: values(seed, width * height) });
    const size = { width: toWidth, height: toHeight };
    const expected = Uint8Array.from(resizePlane(plane, size).data, (value) => (value > 0 ? 1 : 0));
    assert.deepEqual(positiveOf(plane, size), { ...size, data: expected }, describe({ seed, width, height, toWidth, toHeight, ...c }));
  }
});

test('thumbnails keep the proportions as nearly as whole pixels allow', () => {
  for (const [width, height, expected] of [
    [4032, 3024, '1600x1200'],
    [4000, 2251, '1600x900'],
    [1601, 1000, '1600x999'],
    [1999, 1333, '1600x1067'],
    [3024, 4032, '1200x1600'],
  ] as const) {
    const size = thumbnailSize({ width, height }, 1600);
    assert.equal(`${size.width}x${size.height}`, expected);
  }
});

test('a picture within the limit is not touched', () => {
  const source = { width: 4, height: 3, data: values(1, 12) };
  assert.equal(thumbnailPillow(source, 4), source);
});

test('ties round to the even number', () => {
  assert.deepEqual([-1.5, -0.5, 0.5, 1.5, 2.5, 2.4, 2.6].map(roundHalfEven), [-2, 0, 0, 2, 2, 2, 3]);
});

test('data that is no raster is refused', () => {
  assert.throws(() => resizePillow({ width: 2, height: 2, data: new Uint8Array(8) }, { width: 1, height: 1, filter: 'lanczos' }), RangeError);
});
