import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { TestService } from './testing/service.ts';

const extension = import.meta.filename.endsWith('.js') ? 'js' : 'ts';
const training = { command: [process.execPath, join(import.meta.dirname, `testing/trainer.${extension}`)], timeout_seconds: 60 };
const request = { model: 'pot', dataset: 'pots', auto_eval: true };

function service(t: TestContext, automatic = true): TestService {
  const it = new TestService({ training, promotion: { automatic, registered_criteria: false } });
  t.after(() => it.remove());
  return it;
}

test('trained, evaluated, promoted: the job ends when all of it has', async (t) => {
  const it = service(t);
  it.write('models/pot/v9.onnx', { iou: 0.5 });
  const job = await it.ended(await it.post('/v1/vision/train', { ...request, config: { learning_rate: 0.75, epochs: 1 }, auto_promote: true }));
  assert.equal(job.status, 'completed', JSON.stringify(job.error));
  assert.deepEqual(
    [job.result.version, job.result.evaluation.iou, job.result.promotion.outcome, job.result.promotion.channel],
    ['v10', 0.75, 'promoted', 'pot'],
  );
  assert.deepEqual(readdirSync(join(it.folder, 'models/pot')), ['v10.onnx', 'v9.onnx']);
  assert.equal((await it.get(`/v1/vision/train/${job.job_id}`)).body.status, 'completed');
  assert.equal((await it.get(`/v1/vision/eval/${job.job_id}`)).status, 404);
});

test('a no-go is refused, and what was there stays', async (t) => {
  const it = service(t);
  const job = await it.ended(await it.post('/v1/vision/train', { ...request, config: { learning_rate: 0.1, epochs: 1 }, auto_promote: true }));
  assert.deepEqual([job.status, job.result.evaluation.verdict, job.result.promotion.outcome], ['completed', 'no-go', 'refused']);
});

test('a form sends what JSON nests beside the rest', async (t) => {
  const it = service(t);
  const form = new URLSearchParams({ model: 'pot', dataset: 'pots', task: 'detection', epochs: '20', batch_size: '8', auto_eval: 'true' });
  const job = await it.ended(await it.post('/v1/vision/train', form.toString(), { 'content-type': 'application/x-www-form-urlencoded' }));
  assert.equal(job.status, 'completed', JSON.stringify(job));
  assert.equal(job.result.promotion, null);
});

test('promotion by training needs the token, unless the operator says otherwise', async (t) => {
  const it = service(t, false);
  assert.equal((await it.post('/v1/vision/train', { ...request, auto_promote: true })).status, 403);
  assert.equal((await it.post('/v1/vision/train', { ...request, auto_promote: true }, { 'x-promotion-token': 'promotion-token-1' })).status, 200);
});

test('a program that fails leaves no version', async (t) => {
  const it = service(t);
  const job = await it.ended(await it.post('/v1/vision/train', { ...request, config: { patience: 13 } }));
  assert.deepEqual([job.status, job.error.code], ['failed', 'EV9234']);
});

test('an interrupted training is marked and not begun again', async (t) => {
  const it = service(t);
  const asked = await it.post('/v1/vision/train', { ...request, config: { epochs: 1000, learning_rate: 0.75 } });
  while ((await it.get(`/v1/vision/train/${asked.body.job_id}`)).body.stage !== 'training') await new Promise((resolve) => setTimeout(resolve, 10));
  await it.stop();
  const job = await it.ended(asked);
  assert.deepEqual([job.status, job.error.code], ['failed', 'EV9233']);
});

test('a PyTorch checkpoint is exported by the declared program, once', async (t) => {
  const copy =
    'const { appendFileSync, copyFileSync } = require("node:fs"); copyFileSync(process.argv[1], process.argv[2]); appendFileSync(process.argv[1] + ".log", "x")';
  const it = new TestService({ exporter: { command: [process.execPath, '-e', copy], timeout_seconds: 60 } });
  t.after(() => it.remove());
  it.write('models/torch/v1.pt', { iou: 0.5 });
  for (let i = 0; i < 2; i++) {
    const job = await it.ended(await it.post('/v1/vision/eval', { model: 'torch', dataset: 'pots' }));
    assert.deepEqual([job.status, job.result?.score], ['completed', 0.5], JSON.stringify(job.error));
  }
  const { readFileSync } = await import('node:fs');
  assert.equal(readFileSync(join(it.folder, 'models/torch/v1.pt.log'), 'utf8'), 'x');
});
