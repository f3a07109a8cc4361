import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detection } from './detections.ts';
import { fit, letterboxed } from './letterbox.ts';
import { instanceMask, type MaskPath, maskPaths, type Prototypes } from './masks.ts';

test('where a picture stands on the canvas', () => {
  const canvas = { width: 256, height: 256 };
  const cases: readonly [photo: [number, number], [left: number, top: number, width: number, height: number]][] = [
    [
      [512, 512],
      [0, 0, 256, 256],
    ],
    [
      [320, 428],
      [32, 0, 191, 256],
    ],
    [
      [508, 338],
      [0, 43, 256, 170],
    ],
    // 255 rows: the one left over is below. 85.5 rounds to the even 86.
    [
      [256, 255],
      [0, 0, 256, 255],
    ],
    [
      [512, 171],
      [0, 85, 256, 86],
    ],
    [
      [10, 20],
      [64, 0, 128, 256],
    ],
    [
      [3, 4000],
      [128, 0, 0, 256],
    ],
  ];
  for (const [[width, height], expected] of cases) {
    const box = fit({ width, height }, canvas);
    assert.deepEqual([box.left, box.top, box.width, box.height], expected, `${width} x ${height}`);
  }
  const wide = fit({ width: 100, height: 100 }, { width: 64, height: 32 });
  assert.deepEqual([wide.ratio, wide.left, wide.top, wide.width, wide.height], [0.32, 16, 0, 32, 32]);
});

test('the input is planes of 0 to 1 with a grey border', () => {
  const photo = { width: 2, height: 1, data: Uint8Array.of(255, 0, 51, 102, 0, 0) };
  const [one, grey] = [Math.fround(0.4), Math.fround(114 / 255)];
  const input = letterboxed(photo, fit(photo, { width: 2, height: 2 }));
  assert.deepEqual([...input], [1, one, grey, grey, 0, 0, grey, grey, Math.fround(0.2), 0, grey, grey]);
});

/** One prototype of which every cell is 1; the coefficient is the logit. */
function flat(size: number): Prototypes {
  return { width: size, height: size, data: new Float32Array(size * size).fill(1) };
}

function detection(x1: number, y1: number, x2: number, y2: number, logit = 1): Detection {
  return { x1, y1, x2, y2, score: 1, label: 0, coefficients: Float64Array.of(logit) };
}

/** Pixels inside, as text: rows of # and . */
function drawn(path: MaskPath, box: Detection, photo: { width: number; height: number }, prototypes = flat(4)): string {
  const { window, inside } = instanceMask(box, prototypes, fit(photo, { width: 16, height: 16 }), photo, path);
  const pixels = Array<string>(photo.width * photo.height).fill('.');
  inside.data.forEach((value, i) => {
    if (value === 1) pixels[(window.y0 + Math.floor(i / inside.width)) * photo.width + window.x0 + (i % inside.width)] = '#';
  });
  return Array.from({ length: photo.height }, (_, y) => pixels.slice(y * photo.width, (y + 1) * photo.width).join('')).join('\n');
}

test('a pixel is inside of the box when its index is, with real bounds', () => {
  const photo = { width: 8, height: 4 };
  // Ratio 2, top 4: the box is x 1.5 to 4, y 1 to 2.5 on the photo.
  for (const path of ['exact', 'native'] as const) {
    assert.equal(drawn(path, detection(3, 6, 8, 9), photo), '........\n..##....\n..##....\n........', path);
  }
});

test('boxes are clipped to the photo; empty ones and negative logits leave nothing', () => {
  const photo = { width: 4, height: 2 };
  for (const path of ['exact', 'native'] as const) {
    assert.equal(drawn(path, detection(-9, -9, 99, 99), photo), '####\n####', path);
    assert.equal(drawn(path, detection(5, 9, 5, 9), photo), '....\n....', path);
    assert.equal(drawn(path, detection(20, 0, 30, 16), photo), '....\n....', path);
  }
  for (const path of maskPaths) assert.equal(drawn(path, detection(-9, -9, 99, 99, -1), photo), '....\n....', path);
});

test('the letterbox path cuts on the grid, so that its outline may pass the box', () => {
  const photo = { width: 16, height: 16 };
  const row = (text: string): string => text.split('\n')[8] ?? '';
  const box = detection(4, 0, 8, 16);
  assert.equal(row(drawn('exact', box, photo)), '....####........');
  // Cell 1 holds the box; enlarged, its logit of 1 stays above 0 up to the centres of the cells beside it.
  assert.equal(row(drawn('letterbox', box, photo)), '..########......');
});

test('working on a part gives what working on everything gives', () => {
  const grid = { width: 16, height: 16, data: Float32Array.from({ length: 512 }, (_, i) => Math.sin(i * 1.7)) };
  const photo = { width: 45, height: 31 };
  const whole = { ...detection(0, 0, 16, 16), coefficients: Float64Array.of(0.7, -1.1) };
  for (const path of ['exact', 'native'] as const) {
    const everything = drawn(path, whole, photo, grid).split('\n');
    const part = drawn(path, { ...whole, x1: 3.2, x2: 11.1, y1: 4.4, y2: 9 }, photo, grid).split('\n');
    for (const [y, line] of part.entries()) {
      for (const [x, pixel] of [...line].entries()) if (pixel === '#') assert.equal(everything[y]?.[x], '#');
    }
    const count = (lines: string[]): number => lines.slice(8, 17).join('').match(/#/g)?.length ?? 0;
    const inner = everything.map((line) => line.slice(9, 31));
    assert.equal(count(part.map((line) => line.slice(9, 31))), count(inner), path);
  }
});

test('any box on any picture gives a mask of its window, inside of the picture', () => {
  let state = 3;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 8) / 2 ** 24) * below;
  };
  for (let round = 0; round < 300; round++) {
    const photo = { width: 1 + Math.floor(random(round % 3 === 0 ? 4 : 300)), height: 1 + Math.floor(random(300)) };
    const box = fit(photo, { width: 64, height: 64 });
    if (box.width === 0 || box.height === 0) continue;
    const [x1, y1] = [random(90) - 10, random(90) - 10];
    for (const path of maskPaths) {
      const { window, inside } = instanceMask(detection(x1, y1, x1 + random(60), y1 + random(60)), flat(16), box, photo, path);
      const what = `seed 3, round ${round}, ${path}, ${photo.width} x ${photo.height}`;
      assert.ok(window.x0 >= 0 && window.y0 >= 0 && window.x1 <= photo.width && window.y1 <= photo.height, what);
      const [width, height] = [Math.max(0, window.x1 - window.x0), Math.max(0, window.y1 - window.y0)];
      assert.deepEqual([inside.width * inside.height, inside.data.length], [width * height, width * height], what);
      assert.ok(
        inside.data.every((value) => value === 0 || value === 1),
        what,
      );
    }
  }
});
