/** Infer on all of the synthetic pottery against expected.json, made by an independent Python chain (reference_eval.py). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImageSample, Predictor } from '../../eval/backends/backend.ts';
import { openSession } from '../../eval/backends/session.ts';
import { candidatesOf, select } from '../../eval/backends/yolo/detections.ts';
import { fit, letterboxed } from '../../eval/backends/yolo/letterbox.ts';
import { runtime } from '../../eval/contracts/backend.ts';
import type { Runs } from '../../eval/masks/runs.ts';
import { iou, loadModel, mean, open, otherProcessor, predict, readJson, readMask, sampleOf, selection, shared } from './testing/infer_helpers.ts';

const pottery = `${shared}/pottery`;

interface Probe {
  readonly ratio: number;
  readonly left: number;
  readonly top: number;
  readonly resized: readonly number[];
  readonly input_mean: number;
  readonly output0_mean: number;
  readonly output1_mean: number;
  /** x1, y1, x2, y2, score, class */
  readonly detections: readonly (readonly number[])[];
}

interface Expected {
  readonly per_image: readonly { readonly backend: string; readonly corpus: string; readonly image: string; readonly iou: number }[];
  readonly probes: Readonly<Record<string, Readonly<Record<string, Probe>>>>;
  readonly variants_of_v2: Readonly<Record<string, { readonly mean_abs_iou_difference: number; readonly max_abs_iou_difference: number }>>;
}

const expected = readJson<Expected>(`${pottery}/expected.json`);

interface Labelled {
  readonly key: string;
  readonly sample: ImageSample;
  readonly truth: Runs;
}

async function labelled(corpus: string, id: string, image: string, mask: string): Promise<Labelled> {
  return {
    key: `${corpus} ${id}`,
    sample: await sampleOf(id, `${pottery}/${corpus}/${image}`),
    truth: await readMask(`${pottery}/${corpus}/${mask}`),
  };
}

function heldOut(): Promise<Labelled>[] {
  const pictures = readJson<Record<string, { file: string }>>(`${pottery}/heldout/truth.json`);
  return Object.entries(pictures).map(([id, { file }]) => labelled('heldout', id, file, `masks/${id}.png`));
}

/** Pictures that a person reported and that have a mask; an annotation wins over a hand label. */
function flagged(): Promise<Labelled>[] {
  const annotations = readJson<{ image_id: number; mask: string; annotator: { kind: string } }[]>(`${pottery}/flagged/crop_annotations.json`);
  const runs = readJson<{ image: { id: number; path: string }; source: { type: string } }[]>(`${pottery}/flagged/crop_runs.json`);
  const masks = new Map<number, string>();
  for (const kind of ['hand_label', 'annotation']) {
    for (const { image_id, mask } of annotations.filter(({ annotator }) => annotator.kind === kind)) masks.set(image_id, mask);
  }
  const reported = new Map(runs.filter(({ source }) => source.type === 'human').map(({ image }) => [image.id, image.path]));
  return [...reported].filter(([id]) => masks.has(id)).map(([id, path]) => labelled('flagged', String(id), path, masks.get(id) ?? ''));
}

const pictures = await Promise.all([...heldOut(), ...flagged()]);

async function ious(predictor: Predictor): Promise<Map<string, number>> {
  const result = new Map<string, number>();
  for (const { key, sample, truth } of pictures) result.set(key, iou(await predict(predictor, sample), truth));
  await predictor.close();
  return result;
}

function difference(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): { readonly mean: number; readonly max: number } {
  assert.deepEqual([...a.keys()].sort(), [...b.keys()].sort());
  const differences = [...a].map(([key, value]) => Math.abs(value - (b.get(key) ?? Number.NaN)));
  return { mean: mean(differences), max: Math.max(...differences) };
}

test('132 pictures', () => assert.equal(pictures.length, 132));

for (const [name, kind] of [
  ['pottery-v1', 'yolo_seg'],
  ['pottery-v2', 'yolo_seg'],
  ['pottery-v3-regressed', 'yolo_seg'],
  ['saliency-tiny', 'saliency'],
] as const) {
  test(`${name}: mask IoU of every picture`, async (t) => {
    const found = await ious(await open(kind, {}, loadModel(`${pottery}/checkpoints/${name}.onnx`)));
    const rows = expected.per_image.filter(({ backend }) => backend === name);
    const { mean, max } = difference(found, new Map(rows.map(({ corpus, image, iou }) => [`${corpus} ${image}`, iou])));
    t.diagnostic(`mean difference ${mean.toExponential(2)}, greatest ${max.toExponential(2)}`);
    // expected.json has 6 digits; on this machine's kind single pixels differ in one picture. Another CPU may move more.
    assert.ok(mean < 1e-5 && max < 1e-3);
  });
}

test('variants of v2: as far from it as stated', async (t) => {
  const folder = `${pottery}/checkpoints`;
  const plain = await ious(await open('yolo_seg', {}, loadModel(`${folder}/pottery-v2.onnx`)));
  const variants = {
    'pottery-v2-external': loadModel(`${folder}/pottery-v2-external/model.onnx`, { 'model.data': `${folder}/pottery-v2-external/model.data` }),
    'pottery-v2-e2e': loadModel(`${folder}/pottery-v2-e2e.onnx`),
    'pottery-v2-fp16': loadModel(`${folder}/pottery-v2-fp16.onnx`),
    'pottery-v2-int8': loadModel(`${folder}/pottery-v2-int8.onnx`),
  };
  for (const [name, model] of Object.entries(variants)) {
    const { mean, max } = difference(await ious(await open('yolo_seg', {}, model)), plain);
    const stated = expected.variants_of_v2[name] ?? assert.fail(name);
    t.diagnostic(`${name}: mean ${mean} (stated ${stated.mean_abs_iou_difference}), greatest ${max} (stated ${stated.max_abs_iou_difference})`);
    await t.test(name, { skip: name.endsWith('int8') && otherProcessor }, () => {
      assert.ok(Math.abs(mean - stated.mean_abs_iou_difference) < 1e-4 && Math.abs(max - stated.max_abs_iou_difference) < 2e-3);
    });
  }
});

for (const name of ['pottery-v1', 'pottery-v2', 'pottery-v3-regressed']) {
  test(`${name}: values inside of the chain`, async () => {
    const model = loadModel(`${pottery}/checkpoints/${name}.onnx`);
    const session = await openSession(model, runtime.parse({}));
    for (const [id, probe] of Object.entries(expected.probes[name] ?? {})) {
      const sample = pictures.find((picture) => picture.sample.id === id)?.sample ?? assert.fail(id);
      const box = fit(sample, { width: 256, height: 256 });
      assert.deepEqual([box.left, box.top, [box.width, box.height]], [probe.left, probe.top, probe.resized]);
      assert.ok(Math.abs(box.ratio - probe.ratio) < 1e-6);

      const input = letterboxed(await sample.image('opencv'), box);
      const outputs = await session.run({ dims: [1, 3, 256, 256], data: input }, ['output0', 'output1'], id);
      const [detections, prototypes] = outputs.map(({ data }) => data);
      assert.ok(detections !== undefined && prototypes !== undefined);
      assert.ok(Math.abs(mean(input) - probe.input_mean) < 1e-6);
      assert.ok(Math.abs(mean(detections) - probe.output0_mean) < 1e-4);
      assert.ok(Math.abs(mean(prototypes) - probe.output1_mean) < 1e-5);

      const raw = { layout: 'anchors' as const, rows: 40, columns: 1344, data: detections, classes: 4 };
      const found = select(raw, candidatesOf(raw, selection), selection).map((d) => [d.x1, d.y1, d.x2, d.y2, d.score, d.label]);
      assert.equal(found.length, probe.detections.length);
      found.forEach((row, i) => {
        const worst = Math.max(...row.map((value, k) => Math.abs(value - (probe.detections[i]?.[k] ?? Number.NaN))));
        assert.ok(worst < 1e-3, `${id}, detection ${i}: ${row}, expected ${probe.detections[i]}`);
      });
    }
    await session.close();
  });
}
