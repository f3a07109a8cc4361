import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RgbImage } from '../../eval/image/raster.ts';
import { ppm } from '../../eval/infer/command/request.ts';
import { encodeMask, toText } from '../../eval/masks/runs.ts';
import { randomStream } from '../../eval/stats/random.ts';
import { foreground } from './contrast.ts';

test('what differs from the edge is foreground', () => {
  const [grey, bright, dark] = [100, 150, 60];
  const values = [grey, grey, grey, grey, grey, bright, dark, grey, grey, grey, grey, grey];
  const picture = { width: 4, height: 3, data: Uint8Array.from(values.flatMap((value) => [value, value, value])) };
  assert.deepEqual([...foreground(picture, 40)], [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual([...foreground(picture, 39)], [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
});

test('Python predicts the same, bit by bit', (context) => {
  if (spawnSync('python3', ['--version']).status !== 0) {
    context.skip('NOT CHECKED: there is no python3 on the PATH');
    return;
  }
  const seed = 20260722;
  const random = randomStream(seed, 'contrast');
  const whole = (limit: number): number => random.below(limit);
  const sizes = [[1, 1], [1, 9], [9, 1], ...Array.from({ length: 12 }, () => [1 + whole(40), 1 + whole(40)])] as [number, number][];
  const pictures = sizes.map(
    ([width, height]): RgbImage => ({ width, height, data: Uint8Array.from({ length: 3 * width * height }, () => whole(256)) }),
  );
  const folder = mkdtempSync(join(tmpdir(), 'contrast-'));
  try {
    const [request, response] = [join(folder, 'request.json'), join(folder, 'response.ndjson')];
    const samples = pictures.map((picture, i) => {
      const pixels = join(folder, `${i}.ppm`);
      writeFileSync(pixels, ppm(picture));
      return { kind: 'image', id: String(i), pixels };
    });
    writeFileSync(request, JSON.stringify({ schemaVersion: 1, config: { contrast: 30 }, samples }));
    const { status, stderr } = spawnSync('python3', [`${import.meta.dirname}/contrast.py`, '--request', request, '--response', response], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const theirs = readFileSync(response, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const ours = pictures.map((picture, i) => ({ id: String(i), mask: toText(encodeMask(foreground(picture, 30), picture.height, picture.width)) }));
    assert.deepEqual(theirs, ours, `seed ${seed}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
