/**
 * Exports made by Ultralytics itself against what Ultralytics detects with them: made by ultralytics/export.py into the folder that
 * ULTRALYTICS names.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { predictOne } from '../../eval/backends/each.ts';
import { instancesOf } from '../../eval/backends/testing/predict.ts';
import { area, fromText } from '../../eval/masks/runs.ts';
import { loadModel, open, readJson, sampleOf } from './testing/infer_helpers.ts';

const folder = process.env['ULTRALYTICS'] ?? '';
const pictures = 'datasets/pottery/heldout/images/test';

interface Detections {
  readonly corners: readonly number[];
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  /** Pixels of each mask; null: the model has none. */
  readonly areas: readonly number[] | null;
}

const expected = folder === '' ? {} : readJson<Record<string, Record<string, Detections>>>(`${folder}/expected.json`);

test('Ultralytics was asked', { skip: folder === '' && 'ULTRALYTICS names no folder' }, () => {
  assert.deepEqual(
    Object.keys(expected).sort(),
    readdirSync(folder)
      .filter((file) => file.endsWith('.onnx'))
      .map((file) => file.replace('.onnx', ''))
      .sort(),
  );
});

/** Ultralytics' prediction leaves out what has no pixels. */
function withPixels({ parts, scores, boxes, masks }: ReturnType<typeof instancesOf>): Omit<ReturnType<typeof instancesOf>, 'kind' | 'masks'> {
  const isSeen = (i: number): boolean => masks === undefined || area(fromText({ size: masks.size, counts: masks.counts[i] ?? '' })) > 0;
  return {
    parts: parts.filter((_, i) => isSeen(i)),
    scores: scores.filter((_, i) => isSeen(i)),
    boxes: boxes.filter((_, i) => isSeen(Math.floor(i / 4))),
  };
}

for (const [name, byPicture] of Object.entries(expected)) {
  test(`${name}: Ultralytics' own detections`, async (t) => {
    const isTransformer = name.startsWith('rtdetr');
    const config = isTransformer ? { family: 'rtdetr_ultralytics', confidence: 0.25 } : { confidence: 0.25, multi_label: false, mask_path: 'native' };
    const predictor = await open(isTransformer ? 'detr' : 'yolo', config, loadModel(`${folder}/${name}.onnx`));
    const distances: number[] = [];
    const differences: number[] = [];
    let count = 0;
    for (const [picture, stated] of Object.entries(byPicture)) {
      const outcome = await predictOne(predictor, await sampleOf(picture, `${pictures}/${picture}`));
      const { parts, scores, boxes } = withPixels(instancesOf(outcome));
      const corners = boxes.map((value, i) => (i % 4 < 2 ? value : value + (boxes[i - 2] ?? Number.NaN)));
      assert.deepEqual(parts, stated.labels.map(String), picture);
      // A box of random weights may end before it begins: here it ends where it begins.
      const ends = stated.corners.map((value, i) => (i % 4 < 2 ? value : Math.max(value, stated.corners[i - 2] ?? value)));
      distances.push(...corners.map((value, i) => Math.abs(value - (ends[i] ?? Number.NaN))));
      differences.push(...scores.map((score, i) => Math.abs(score - (stated.scores[i] ?? Number.NaN))));
      count += parts.length;
    }
    await predictor.close();
    t.diagnostic(`${count} detections: corners differ by at most ${Math.max(...distances)} pixels, scores by at most ${Math.max(...differences)}`);
    assert.ok(count > 20 && Math.max(...distances) < 1e-3 && Math.max(...differences) < 1e-5);
  });
}
