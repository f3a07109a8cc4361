import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeMask } from './encode.ts';
import { isTraced } from './traced.ts';

const [width, height] = [112, 96];
type Inside = (x: number, y: number) => boolean;

/** A round thing with a wavy edge, about so many pixels from its middle. */
function blob(waves: readonly number[], [x0, y0]: readonly [number, number] = [55, 47]): Inside {
  return (x, y) => {
    const angle = Math.atan2(y - y0, x - x0);
    const radius = 28 + waves.reduce((sum, wave, i) => sum + wave * Math.sin((i + 2) * angle + wave), 0);
    return Math.hypot(x - x0, y - y0) < radius;
  };
}

const masked = (inside: Inside) =>
  encodeMask(
    Uint8Array.from({ length: width * height }, (_, at) => Number(inside(at % width, Math.floor(at / width)))),
    height,
    width,
  );
const moved =
  (inside: Inside, dx: number, dy: number): Inside =>
  (x, y) =>
    inside(x - dx, y - dy);
const sampled =
  (inside: Inside, cell: number, dx: number, dy: number): Inside =>
  (x, y) =>
    inside(x - (x % cell) + dx, y - (y % cell) + dy);
/** What most pixels of a cell are. */
const averaged = (inside: Inside, cell: number): Inside => {
  const cells = new Map<number, number>();
  const cellOf = (x: number, y: number): number => width * Math.floor(y / cell) + Math.floor(x / cell);
  for (let y = 0; y < height + cell; y++)
    for (let x = 0; x < width; x++) if (inside(x, y)) cells.set(cellOf(x, y), (cells.get(cellOf(x, y)) ?? 0) + 1);
  return (x, y) => 2 * (cells.get(cellOf(x, y)) ?? 0) >= cell * cell;
};

const shape = blob([3, -2, 1.5]);
const derived: Readonly<Record<string, Inside>> = {
  'moved by two pixels': moved(shape, 2, 0),
  'moved down and left': moved(shape, -3, 4),
  'kept on a quarter of the grid': sampled(shape, 4, 0, 0),
  'kept on a quarter of the grid, by the middle of each cell': sampled(shape, 4, 2, 2),
  'kept on half of the grid, by most of each cell': averaged(shape, 2),
  'kept on an eighth of the grid, by most of each cell': averaged(shape, 8),
};
for (const [name, inside] of Object.entries(derived)) {
  test(`a mask ${name} is made of the other`, () => {
    assert.equal(isTraced(masked(shape), masked(inside)), true);
    assert.equal(isTraced(masked(inside), masked(shape)), true);
  });
}

const honest: Readonly<Record<string, readonly [Inside, Inside]>> = {
  'a good model': [shape, blob([3, -4, 3, 2])],
  'a good model that is off by some pixels': [shape, moved(blob([3, -4, 3, 2]), 2, 1)],
  'labels on a coarse grid and a good model': [averaged(shape, 4), blob([3, -4, 3, 2])],
  'a model on a coarse grid': [shape, averaged(blob([3, -4, 3, 2]), 4)],
};
for (const [name, [truth, prediction]] of Object.entries(honest)) {
  test(`${name} is not`, () => assert.equal(isTraced(masked(truth), masked(prediction)), false));
}

test('of 200 models whose edges are off by two pixels in places none is told on coarse labels (seed 1)', () => {
  let state = 1;
  const random = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const told = Array.from({ length: 200 }, () => {
    const waves = Array.from({ length: 6 }, () => random(500) / 100 - 2.5);
    const model = waves.map((wave) => wave + random(400) / 100 - 2);
    const cell = 2 + random(7);
    return isTraced(masked(averaged(blob(waves), cell)), masked(blob(model)));
  });
  assert.equal(told.filter((one) => one === true).length, 0);
});
