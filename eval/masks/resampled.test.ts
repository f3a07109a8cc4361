import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeRuns, encodeMask } from './encode.ts';
import { polygonsToRuns } from './polygons.ts';
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

type Point = readonly [x: number, y: number];

/** Places along the edge of a blob, so many degrees apart. */
function along(inside: Inside, degrees: number, [x0, y0]: Point = [55, 47]): Point[] {
  return Array.from({ length: 360 / degrees }, (_, i) => {
    const [dx, dy] = [Math.cos((i * degrees * Math.PI) / 180), Math.sin((i * degrees * Math.PI) / 180)];
    let radius = 60;
    while (!inside(Math.round(x0 + radius * dx), Math.round(y0 + radius * dy))) radius -= 0.25;
    return [Math.round(x0 + radius * dx), Math.round(y0 + radius * dy)];
  });
}

const polygon = (points: readonly Point[]): Inside => {
  const filled = decodeRuns(polygonsToRuns([points.flat()], height, width));
  return (x, y) => filled[y * width + x] === 1;
};
/** What most pixels around are, up to so many away. */
const smoothed =
  (inside: Inside, reach: number): Inside =>
  (x, y) => {
    let [yes, all] = [0, 0];
    for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++, all++) if (inside(x + dx, y + dy)) yes++;
    return 2 * yes > all;
  };
/** With a notch that no label keeps. */
const notched =
  (inside: Inside): Inside =>
  (x, y) =>
    inside(x, y) && !(Math.abs(x - 55) < 4 && y < 40);

const shape = blob([3, -2, 1.5]);
const derived: Readonly<Record<string, Inside>> = {
  'moved by two pixels': moved(shape, 2, 0),
  'moved down and left': moved(shape, -3, 4),
  'kept on a quarter of the grid': sampled(shape, 4, 0, 0),
  'kept on a quarter of the grid, by the middle of each cell': sampled(shape, 4, 2, 2),
  'kept on half of the grid, by most of each cell': averaged(shape, 2),
  'made a polygon of twelve corners': polygon(along(shape, 30)),
  'made a polygon of nine corners': polygon(along(shape, 40)),
  smoothed: smoothed(shape, 5),
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

test('a mask without its notch is made of the other', () => assert.equal(isTraced(masked(shape), masked(notched(shape))), true));

test('of 200 models whose edges are off by two pixels in places one in 20 at most is told on labels drawn as polygons by hand (seed 2)', () => {
  let state = 2;
  const random = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const told = Array.from({ length: 200 }, () => {
    const waves = Array.from({ length: 6 }, () => random(500) / 100 - 2.5);
    const truth = blob(waves);
    const label = polygon(along(truth, 20 + 10 * random(3)).map(([x, y]) => [x + random(3) - 1, y + random(3) - 1] as const));
    return isTraced(masked(label), masked(blob(waves.map((wave) => wave + random(400) / 100 - 2))));
  });
  assert.ok(told.filter((one) => one === true).length <= 10, String(told.filter((one) => one === true).length));
});

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
