import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { area, encodeMask, type Runs } from '../masks/runs.ts';
import { maskPayload, readMask } from './payload.ts';
import { vector, vectorsOf } from './testing/vectors.ts';

function read(payload: unknown, grid: number): Runs | null {
  return readMask(maskPayload.parse(payload), { written: grid, wanted: grid }, 's-1');
}

test('every form of a mask is read in its order', () => {
  const payloads = vectorsOf('payload');
  for (const { id, input, expected } of payloads) {
    const drawn = expected === null ? null : encodeMask(Uint8Array.from(expected.rows.join(''), Number), expected.grid, expected.grid);
    assert.deepEqual(read(input.payload, input.grid), drawn, id);
  }
  assert.equal(payloads.length, 9);
});

test('outlines of a label tool, in per cent', () => {
  const { input, expected } = vector('import-clean');
  // biome-ignore lint/suspicious/noExplicitAny: a result as the vector has it.
  const [skin, forehead, , cheek] = input.task.annotations[0].result.map(({ value }: any) => area(read({ value }, input.options.grid_size) as Runs));
  assert.deepEqual(
    { skin, forehead, cheek },
    { skin: expected.skin_pixels, forehead: expected.module_pixels.forehead, cheek: expected.module_pixels.left_cheek },
  );
});

const square = (size: number, offset = 0): number[][] => [
  [offset, offset],
  [offset + size, offset],
  [offset + size, offset + size],
  [offset, offset + size],
];

test('the unit is that of a whole outline', () => {
  // Per cent with one point near the origin, which a rule for each point would take for a share.
  assert.equal(area(read({ points: square(50, 0.5) }, 100) as Runs), 50 * 50);
  assert.deepEqual(read({ points: square(0.5) }, 8), read({ points: square(50) }, 8));
  // Writers round: this is a share on the border.
  assert.deepEqual(read({ points_norm: square(1.0000005) }, 8), read({ points_norm: square(1) }, 8));
});

const refused: [name: string, payload: object, code: string, message: RegExp][] = [
  [
    'a share a little too large, which is not 1 per cent',
    { points: square(1.0001) },
    'EV1301',
    /got: 0 to 1\.0001\n {2}expected: 0 to 1, or 0 to 100/,
  ],
  ['per cent in a field of shares', { points_norm: square(50) }, 'EV1301', /got: 0 to 50\n {2}expected: 0 to 1$/m],
  ['pixels', { points: square(300) }, 'EV1301', /got: 0 to 300/],
  ['a point beyond the picture', { points: square(0.5, -0.1) }, 'EV1301', /got: -0\.1 to 0\.4/],
  ['per cent beyond the picture', { points: square(50, -1) }, 'EV1301', /got: -1 to 49/],
  ['two points', { points: square(0.5).slice(2) }, 'EV1204', /2 points are no outline/],
  ['a second outline that is none', { polygons_norm: [square(0.5), []] }, 'EV1204', /0 points are no outline/],
  ['run lengths that are too short', { rle_norm: '1,2', grid_size: 4 }, 'EV1203', /got: 3 pixels/],
  ['run lengths that are none', { mask_rle_norm: '1;2' }, 'EV1202', /"1;2"/],
];
for (const [name, payload, code, message] of refused) {
  test(`refuses ${name}`, () => {
    assert.throws(
      () => read(payload, 4),
      (error) =>
        error instanceof InputError && error.problems[0]?.code === code && error.problems[0].location === 's-1' && message.test(error.message),
    );
  });
}

test('what is no mask is refused by its shape', () => {
  for (const payload of [{ rle_norm: 3 }, { grid_size: '16.5' }, { grid_size: 0 }, { points: [['1', '2']] }, { points: [{ x: 1 }] }, { value: 3 }]) {
    assert.equal(maskPayload.safeParse(payload).success, false, JSON.stringify(payload));
  }
  assert.equal(read({}, 8), null);
  assert.equal(read({ points: [], polygons_norm: [], rle_norm: null }, 8), null);
});
