/**
 * Infer against two independent Python chains: reference_eval.py on the synthetic pottery (every picture, every
 * checkpoint), and the chains behind data/real/expected on real photographs.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Backend, Model, Predictor, Sample } from '../../eval/backends/backend.ts';
import { backends } from '../../eval/backends/registry.ts';
import { openSession } from '../../eval/backends/session.ts';
import { selectFromAnchors } from '../../eval/backends/yolo/detections.ts';
import { readExport } from '../../eval/backends/yolo/export.ts';
import { fit, letterboxed } from '../../eval/backends/yolo/letterbox.ts';
import { instanceMask } from '../../eval/backends/yolo/masks.ts';
import type { MaskPath } from '../../eval/backends/yolo/masks.ts';
import { normalized, softMap } from '../../eval/backends/saliency.ts';
import { run as readCheckpoint } from '../../eval/checkpoint/run.ts';
import { decodeMask, decodeRgb, displayedSize } from '../../eval/image/decode.ts';
import { resizePillow } from '../../eval/image/resize_pillow.ts';
import { decodeRuns, encodeMask, fromText, intersectionArea, unionArea } from '../../eval/masks/runs.ts';
import type { Runs } from '../../eval/masks/runs.ts';

const shared = process.env['SHARED'] ?? '../shared';
const pottery = `${shared}/pottery`;
const real = `${shared}/data/real`;
const models = `${shared}/data/models`;
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const expected = json(`${pottery}/expected.json`);

function loadModel(path: string, data: Record<string, string> = {}): Model {
  const bytes = readFileSync(path);
  const files = new Map(Object.entries(data).map(([name, file]) => [name, readFileSync(file)]));
  return { checkpoint: readCheckpoint({ name: path.split('/').at(-1) ?? '', model: bytes, data: files }), bytes, data: files };
}

async function open(kind: string, config: object, model: Model): Promise<Predictor> {
  const backend = backends.get(kind) as Backend;
  assert.ok(backend.source === 'checkpoint');
  return backend.open(backend.configuration.parse(config), model);
}

async function sampleOf(id: string, path: string): Promise<Sample> {
  const bytes = readFileSync(path);
  return { id, ...(await displayedSize(bytes, id)), image: () => decodeRgb(bytes, id) };
}

function iou(a: Runs, b: Runs): number {
  const union = unionArea(a, b);
  return union === 0 ? 1 : intersectionArea(a, b) / union;
}

async function predict(predictor: Predictor, sample: Sample): Promise<Runs> {
  const outcome = await predictor.predict(sample);
  assert.ok('mask' in outcome, `${sample.id}: ${JSON.stringify(outcome)}`);
  return outcome.mask;
}

interface Labelled {
  readonly corpus: string;
  readonly sample: Sample;
  readonly truth: Runs;
}

async function labelled(corpus: string, id: string, image: string, mask: string): Promise<Labelled> {
  const { width, height, data } = await decodeMask(readFileSync(`${pottery}/${mask}`), mask);
  return { corpus, sample: await sampleOf(id, `${pottery}/${image}`), truth: encodeMask(data.map((v) => (v > 127 ? 1 : 0)), height, width) };
}

async function corpora(): Promise<Labelled[]> {
  const held = Object.entries(json(`${pottery}/heldout/truth.json`) as Record<string, { file: string }>).map(([id, { file }]) =>
    labelled('heldout', id, `heldout/${file}`, `heldout/masks/${id}.png`),
  );
  const masks = new Map<number, string>();
  const annotations = json(`${pottery}/flagged/crop_annotations.json`) as { image_id: number; mask: string; annotator: { kind: string } }[];
  for (const kind of ['hand_label', 'annotation']) for (const a of annotations) if (a.annotator.kind === kind) masks.set(a.image_id, a.mask);
  const paths = new Map<number, string>();
  for (const { image, source } of json(`${pottery}/flagged/crop_runs.json`)) if (source.type === 'human' && masks.has(image.id)) paths.set(image.id, image.path);
  const flagged = [...paths].map(([id, path]) => labelled('flagged', String(id), `flagged/${path}`, `flagged/${masks.get(id)}`));
  return Promise.all([...held, ...flagged]);
}

const pictures = await corpora();
const key = (l: Labelled): string => `${l.corpus} ${l.sample.id}`;

async function ious(predictor: Predictor): Promise<Map<string, number>> {
  const result = new Map<string, number>();
  for (const picture of pictures) result.set(key(picture), iou(await predict(predictor, picture.sample), picture.truth));
  await predictor.close();
  return result;
}

function difference(a: Map<string, number>, b: Map<string, number>): { mean: number; max: number; worst: string } {
  assert.deepEqual([...a.keys()].sort(), [...b.keys()].sort());
  let [sum, max, worst] = [0, 0, ''];
  for (const [id, value] of a) {
    const d = Math.abs(value - (b.get(id) ?? Number.NaN));
    sum += d;
    if (!(d <= max)) [max, worst] = [d, id];
  }
  return { mean: sum / a.size, max, worst };
}

function reference(backend: string): Map<string, number> {
  const rows = expected.per_image.filter((r: { backend: string }) => r.backend === backend);
  return new Map(rows.map((r: { corpus: string; image: string; iou: number }) => [`${r.corpus} ${r.image}`, r.iou]));
}

let v2: Map<string, number> | undefined;

for (const [name, kind] of [['pottery-v1', 'yolo_seg'], ['pottery-v2', 'yolo_seg'], ['pottery-v3-regressed', 'yolo_seg'], ['saliency-tiny', 'saliency']] as const) {
  test(`${name}: IoU of all 132 pictures as in expected.json`, async (t) => {
    assert.equal(pictures.length, 132);
    const found = await ious(await open(kind, {}, loadModel(`${pottery}/checkpoints/${name}.onnx`)));
    if (name === 'pottery-v2') v2 = found;
    const { mean, max, worst } = difference(found, reference(name));
    t.diagnostic(`mean ${mean.toExponential(2)}, max ${max.toExponential(2)} (${worst})`);
    assert.ok(max < 2e-3 && mean < 1e-4);
  });
}

for (const [name, file, data] of [
  ['pottery-v2-external', 'pottery-v2-external/model.onnx', { 'model.data': `${pottery}/checkpoints/pottery-v2-external/model.data` }],
  ['pottery-v2-e2e', 'pottery-v2-e2e.onnx', {}],
  ['pottery-v2-fp16', 'pottery-v2-fp16.onnx', {}],
  ['pottery-v2-int8', 'pottery-v2-int8.onnx', {}],
] as const) {
  test(`${name}: as far from v2 as stated`, async (t) => {
    const found = await ious(await open('yolo_seg', {}, loadModel(`${pottery}/checkpoints/${file}`, data)));
    const { mean, max } = difference(found, v2 ?? new Map());
    const stated = expected.variants_of_v2[name];
    t.diagnostic(`mean ${mean.toExponential(2)} (stated ${stated.mean_abs_iou_difference}), max ${max.toExponential(2)} (stated ${stated.max_abs_iou_difference})`);
    assert.ok(Math.abs(mean - stated.mean_abs_iou_difference) < 5e-4);
    assert.ok(Math.abs(max - stated.max_abs_iou_difference) < 5e-3);
  });
}

for (const name of ['pottery-v1', 'pottery-v2', 'pottery-v3-regressed']) {
  test(`${name}: intermediate values of the probes`, async () => {
    const model = loadModel(`${pottery}/checkpoints/${name}.onnx`);
    const description = readExport(model.checkpoint, { names: [], image_size: [] });
    const session = await openSession(model);
    for (const [id, probe] of Object.entries(expected.probes[name]) as [string, any][]) {
      const sample = pictures.find((p) => p.sample.id === id)?.sample as Sample;
      const box = fit(sample, description);
      assert.deepEqual([box.left, box.top, [box.width, box.height]], [probe.left, probe.top, probe.resized]);
      assert.ok(Math.abs(box.ratio - probe.ratio) < 1e-6);
      const input = letterboxed(await sample.image(), box);
      const mean = (values: Float32Array): number => values.reduce((a, b) => a + b, 0) / values.length;
      const [output0, output1] = await session.run({ dims: [1, 3, 256, 256], data: input }, ['output0', 'output1'], id);
      assert.ok(Math.abs(mean(input) - probe.input_mean) < 1e-5);
      assert.ok(Math.abs(mean(output0!.data) - probe.output0_mean) < 1e-3);
      assert.ok(Math.abs(mean(output1!.data) - probe.output1_mean) < 1e-4);
      const selection = { confidence: 0.25, iou: 0.7, maximum: 300, classAgnostic: false, keeps: () => true };
      const found = selectFromAnchors(output0!.data, 4, 1344, selection).map((d) => [d.x1, d.y1, d.x2, d.y2, d.score, d.label]);
      assert.equal(found.length, probe.detections.length);
      for (const [i, row] of found.entries()) {
        for (const [k, value] of row.entries()) assert.ok(Math.abs(value - probe.detections[i][k]) < 2e-3, `${id} detection ${i}: ${row} / ${probe.detections[i]}`);
      }
    }
    await session.close();
  });
}

function realPath(stem: string): string {
  const folders = ['coco/images', 'rembg', 'u2net/images'].map((folder) => `${real}/${folder}/${stem}.jpg`);
  return folders.find((path) => existsSync(path)) ?? assert.fail(`no photo ${stem}`);
}

test('u2netp on real photographs: soft map and mask', async (t) => {
  const model = loadModel(`${models}/u2netp.onnx`);
  const predictor = await open('saliency', { family: 'u2netp' }, model);
  const session = await openSession(model);
  const family = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
  let [worstIou, worstMad] = [1, 0];
  const files = readdirSync(`${real}/expected/u2netp`);
  assert.ok(files.length > 20);
  for (const file of files) {
    const stem = file.replace('.png', '');
    const sample = await sampleOf(stem, realPath(stem));
    const stored = await decodeMask(readFileSync(`${real}/expected/u2netp/${file}`), file);
    const small = resizePillow(await sample.image(), { width: 320, height: 320, filter: 'lanczos' });
    const [map] = await session.run({ dims: [1, 3, 320, 320], data: normalized(small, family) }, [model.checkpoint.outputs[0]!.name], stem);
    const soft = resizePillow(softMap(map!), { width: sample.width, height: sample.height, filter: 'lanczos' });
    const mad = soft.data.reduce((sum, value, i) => sum + Math.abs(value - stored.data[i]!), 0) / stored.data.length;
    const truth = encodeMask(stored.data.map((v) => (v > 127 ? 1 : 0)), stored.height, stored.width);
    worstIou = Math.min(worstIou, iou(await predict(predictor, sample), truth));
    worstMad = Math.max(worstMad, mad);
  }
  t.diagnostic(`${files.length} photos: worst IoU ${worstIou}, worst MAD ${worstMad}`);
  assert.ok(worstIou >= 0.999 && worstMad < 0.1);
});

for (const file of ['yolov8n-seg.onnx', 'yolov8n-seg-nms.onnx']) {
  test(`${file} on real photographs: detections and masks`, async (t) => {
    const model = loadModel(`${models}/${file}`);
    const description = readExport(model.checkpoint, { names: [], image_size: [] });
    const session = await openSession(model);
    const { selectFromRows } = await import('../../eval/backends/yolo/detections.ts');
    const selection = { confidence: 0.25, iou: 0.7, maximum: 300, classAgnostic: false, keeps: () => true };
    const all = Object.entries(json(`${real}/expected/yolo-seg.json`)) as [string, any][];
    let [count, differing, worstBox, sumNative, worstNative, worstArea, sumArea] = [0, 0, 0, 0, 1, 0, 0];
    for (const [path, stated] of all) {
      const sample = await sampleOf(path, `${real}/${path}`);
      const box = fit(sample, description);
      assert.deepEqual([box.left, box.top, box.width, box.height, box.ratio], [stated.left, stated.top, stated.new_width, stated.new_height, stated.ratio]);
      const [rows, grid] = await session.run({ dims: [1, 3, 640, 640], data: letterboxed(await sample.image(), box) }, ['output0', 'output1'], path);
      const { layout, count: n } = description.detections;
      const found = layout === 'anchors' ? selectFromAnchors(rows!.data, 80, n, selection) : selectFromRows(rows!.data, n, selection);
      if (found.length !== stated.detections.length) differing++;
      for (const want of stated.detections) {
        const near = found.filter((d) => d.label === want.cls).sort((a, b) => Math.abs(a.score - want.score) - Math.abs(b.score - want.score))[0];
        if (near === undefined) continue;
        count++;
        worstBox = Math.max(worstBox, Math.abs(near.score - want.score), ...[near.x1, near.y1, near.x2, near.y2].map((v, i) => Math.abs(v - want.box_letterbox[i])));
        const prototypes = { ...description.prototypes, data: grid!.data };
        const mask = (maskPath: MaskPath): Runs => {
          const { window, plane } = instanceMask(near, prototypes, box, sample, maskPath);
          const pixels = new Uint8Array(sample.width * sample.height);
          for (let y = 0; y < plane.height; y++) for (let x = 0; x < plane.width; x++) pixels[(y + window.y0) * sample.width + x + window.x0] = plane.data[y * plane.width + x]! > 0 ? 1 : 0;
          return encodeMask(pixels, sample.height, sample.width);
        };
        const native = iou(mask('native'), fromText(want.rle));
        sumNative += native;
        worstNative = Math.min(worstNative, native);
        const area = decodeRuns(mask('letterbox')).reduce((a, b) => a + b, 0);
        const relative = Math.abs(area - want.area_letterbox_path) / Math.max(1, want.area_letterbox_path);
        sumArea += relative;
        worstArea = Math.max(worstArea, relative);
      }
    }
    await session.close();
    t.diagnostic(`${count} detections on ${all.length} photos, ${differing} photos with another number; worst box or score ${worstBox.toFixed(4)}; native IoU mean ${(sumNative / count).toFixed(6)} worst ${worstNative.toFixed(6)}; letterbox area mean ${(sumArea/count).toExponential(2)} worst ${worstArea.toExponential(2)}`);
    assert.equal(count, 370);
  });
}
