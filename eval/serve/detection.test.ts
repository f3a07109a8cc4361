/** Detectors in the service: the template that operators copy, and the size that a request asks for. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { tinyModel } from '../backends/testing/tiny_model.ts';
import type { DeclaredEvaluation } from '../contracts/service.ts';
import { metricById } from '../metrics/table.ts';
import { readConfig, scoringOf } from './config.ts';
import { TestService } from './testing/service.ts';

const template = 'examples/service';

function service(t: TestContext): TestService {
  const made = new TestService();
  t.after(() => made.remove());
  return made;
}

function declared(t: TestContext, name: string): DeclaredEvaluation {
  const { folder } = service(t);
  cpSync(template, folder, { recursive: true });
  const found = readConfig(join(folder, `${name}.yaml`)).evaluations[name];
  assert.ok(found !== undefined);
  return found;
}

test('every field of a template is a metric that exists', (t) => {
  for (const { fields, parts } of ['detection', 'pottery'].map((name) => declared(t, name))) {
    const { inference_ms: _unmeasured, ...measured } = fields;
    for (const { metric } of [...Object.values(measured), ...Object.values(parts)]) assert.ok(metricById(metric) !== undefined, metric);
  }
});

test('the template for detectors: the score has the usual weights', (t) => {
  const detection = declared(t, 'detection');
  assert.deepEqual(Object.keys(detection.fields), [
    ...['mAP50', 'mAP50_95', 'precision', 'recall', 'f1'],
    ...['small', 'medium', 'large'].map((size) => `${size}_object_recall`),
    'inference_ms',
  ]);
  assert.deepEqual(
    scoringOf(detection).terms.map(({ name, weight }) => [name, weight]),
    [
      ['mAP50_95', 0.35],
      ['mAP50', 0.2],
      ['small_object_recall', 0.2],
      ['f1', 0.15],
    ],
  );
});

const fixed = tinyModel({ operator: 'Identity', input: [1, 3, 256, 256], output: [1, 3, 256, 256] }).bytes;
const open = tinyModel({ operator: 'Identity', input: ['batch', 3, 'height', 'width'], output: ['batch', 3, 'height', 'width'] }).bytes;
const sizes: readonly [name: string, model: Uint8Array, takes: boolean, imgsz: number, expected: string | undefined][] = [
  ['an open input', open, true, 640, '[640, 640]'],
  ['the next multiple of 32', open, true, 333, '[352, 352]'],
  ['an open input, and an evaluation that hands nothing over', open, false, 640, undefined],
  ['a fixed input', fixed, true, 640, undefined],
];
for (const [name, model, takes, imgsz, expected] of sizes) {
  test(`imgsz: ${name}`, async (t) => {
    const it = service(t);
    const { pots } = it.config.evaluations;
    assert.ok(pots !== undefined);
    const made = new TestService({ evaluations: { pots: { ...pots, backend: { rule: 'yolo_backend', attributes: {}, image_size: takes } } } });
    t.after(() => made.remove());
    mkdirSync(join(made.folder, 'models/det'), { recursive: true });
    writeFileSync(join(made.folder, 'models/det/v1.onnx'), model);
    // The stand-in for Bazel cannot run it; the package is what counts.
    await made.ended(await made.post('/v1/vision/eval', { model: 'det', dataset: 'pots', imgsz }));
    const backends = join(made.folder, 'home/workspace/backends');
    const [digest = ''] = readdirSync(backends);
    const found = /image_size = (.*),/.exec(readFileSync(join(backends, digest, 'BUILD.bazel'), 'utf8'))?.[1];
    assert.equal(found, expected);
  });
}
