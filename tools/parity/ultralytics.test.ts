/**
 * Exports made by Ultralytics and by Hugging Face's transformers against what these detect with them: made by ultralytics/export.py and
 * transformers/export.py into the folder that ULTRALYTICS names.
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

const models = folder === '' ? [] : readdirSync(folder).filter((file) => file.endsWith('.onnx'));

test('Ultralytics and transformers were asked', { skip: folder === '' && 'ULTRALYTICS names no folder' }, () => {
  assert.equal(models.length, 20);
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

interface Chain {
  /** How names of its exports begin. */
  readonly names: string;
  readonly kind: string;
  readonly config: object;
  /** Corners may differ by so many pixels, and scores by so much. */
  readonly pixels: number;
  readonly score: number;
}

const confidence = 0.25;
/** As many remain as the model has queries. */
const queries = { family: 'rfdetr', names: ['0', '1', '2', '3', '4'], confidence, top_k: 60 };
const exact = { pixels: 1e-3, score: 1e-5 };

const chains: readonly Chain[] = [
  { names: 'rtdetr', kind: 'detr', config: { family: 'rtdetr_ultralytics', confidence }, ...exact },
  // Transformers exports the queries of RT-DETR and D-FINE, as RF-DETR does.
  {
    names: 'transformers-dfine',
    kind: 'detr',
    config: { ...queries, resize: 'pillow_bilinear', mean: [0, 0, 0], deviation: [1, 1, 1] },
    ...exact,
  },
  { names: 'transformers-rfdetr', kind: 'detr', config: queries, ...exact },
  { names: '', kind: 'yolo', config: { confidence, multi_label: false, mask_path: 'native' }, ...exact },
];

for (const name of models.map((file) => file.replace('.onnx', ''))) {
  test(`${name}: the exporter's own detections`, async (t) => {
    const { kind, config, pixels, score } = chains.find(({ names }) => name.startsWith(names)) as Chain;
    const byPicture = readJson<Record<string, Detections>>(`${folder}/${name}.json`);
    const predictor = await open(kind, config, loadModel(`${folder}/${name}.onnx`));
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
      differences.push(...scores.map((own, i) => Math.abs(own - (stated.scores[i] ?? Number.NaN))));
      count += parts.length;
    }
    await predictor.close();
    t.diagnostic(`${count} detections: corners differ by at most ${Math.max(...distances)} pixels, scores by at most ${Math.max(...differences)}`);
    assert.ok(count > 20 && Math.max(...distances) < pixels && Math.max(...differences) < score);
  });
}
