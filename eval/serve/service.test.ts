import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ServiceFile } from '../contracts/service.ts';
import { TestService } from './testing/service.ts';

function service(t: TestContext, more: Partial<ServiceFile> = {}): TestService {
  const made = new TestService(more);
  t.after(() => made.remove());
  return made;
}
const pot = { model: 'pot', dataset: 'pots' };

test('an evaluation: queued, built, kept, ranked', async (t) => {
  const it = service(t);
  it.write('models/pot/v9.onnx', { iou: 0.5 });
  it.write('models/pot/v10.onnx', { iou: 0.75 });
  const asked = await it.post('/v1/vision/eval', pot);
  assert.equal(asked.status, 200);
  assert.deepEqual([asked.body.status, asked.body.result, asked.body.job_id.length], ['queued', null, 8]);

  const job = await it.ended(asked);
  assert.deepEqual([job.status, job.progress, job.error], ['completed', 1, null]);
  const { model_name, iou, score, verdict, judged_candidates, label, weights } = job.result;
  assert.deepEqual(
    [model_name, iou, score, verdict, judged_candidates, label, weights],
    ['pot', 0.75, 0.75, 'go', 1, `//jobs/${job.job_id}:report`, { iou: 1 }],
  );
  assert.equal((await it.get(`/v1/vision/eval/${job.job_id}`)).body.status, 'completed');
  assert.equal((await it.get(job.links.report)).status, 200);
  assert.equal((await it.get(job.links.report_json)).body.kind, 'report');
  rmSync(join(it.folder, 'home/workspace/bazel-bin'), { recursive: true });
  assert.equal((await it.get(job.links.metrics)).body, 'metric,value\n', 'a result outlives the cache of Bazel');

  const board = (await it.get('/v1/vision/eval/leaderboard')).body;
  assert.deepEqual([board.length, board[0].rank, board[0].model_name, board[0].score], [1, 1, 'pot', 0.75]);
  assert.equal((await it.get('/v1/vision/eval/leaderboard/pot')).body[0].job_id, job.job_id);
  assert.deepEqual((await it.get('/v1/vision/eval/leaderboard?dataset=other')).body, []);
});

test('form data says the same as JSON', async (t) => {
  const it = service(t);
  it.write('models/pot/v1.onnx', { iou: 0.5 });
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...pot, imgsz: '640', weights: '{"iou": 2}' })) form.append(name, value);
  const sent = new Response(form);
  const type = { 'content-type': sent.headers.get('content-type')! };
  const multipart = await it.post('/v1/vision/eval', Buffer.from(await sent.arrayBuffer()), type);
  assert.equal(multipart.status, 200, JSON.stringify(multipart.body));
  const encoded = await it.post('/v1/vision/eval', 'model=pot&dataset=pots&batch_size=8', { 'content-type': 'application/x-www-form-urlencoded' });
  assert.equal(encoded.status, 200, JSON.stringify(encoded.body));
  for (const answer of [multipart, encoded]) assert.equal((await it.ended(answer)).status, 'completed');
});

const refused: readonly [name: string, path: string, body: unknown, status: number, loc: unknown[]][] = [
  ['imgsz below', '/v1/vision/eval', { ...pot, imgsz: 319 }, 422, ['body', 'imgsz']],
  ['imgsz above', '/v1/vision/eval', { ...pot, imgsz: 2561 }, 422, ['body', 'imgsz']],
  ['no whole number', '/v1/vision/eval', { ...pot, imgsz: 640.5 }, 422, ['body', 'imgsz']],
  ['batch_size below', '/v1/vision/eval', { ...pot, batch_size: 0 }, 422, ['body', 'batch_size']],
  ['batch_size above', '/v1/vision/eval', { ...pot, batch_size: 257 }, 422, ['body', 'batch_size']],
  ['a misspelt field', '/v1/vision/eval', { ...pot, modle: 'x' }, 422, ['body', 'modle']],
  ['no model', '/v1/vision/eval', { dataset: 'pots' }, 422, ['body', 'model']],
  ['a negative weight', '/v1/vision/eval', { ...pot, weights: { iou: -1 } }, 422, ['body', 'weights', 'iou']],
  ['a weight that is no term', '/v1/vision/eval', { ...pot, weights: { speed: 1 } }, 422, ['body', 'weights', 'speed']],
  ['only zero weights', '/v1/vision/eval', { ...pot, weights: { iou: 0 } }, 422, ['body', 'weights']],
  ['an unknown model', '/v1/vision/eval', { ...pot, model: 'nope' }, 404, ['body', 'model']],
  ['a slash in a name', '/v1/vision/eval', { ...pot, model: 'a/b' }, 400, ['body', 'model']],
  ['dots that lead out', '/v1/vision/eval', { ...pot, model: '../secret' }, 400, ['body', 'model']],
  ['a path outside', '/v1/vision/eval', { ...pot, model: '/etc/passwd.onnx' }, 403, ['body', 'model']],
  ['an unknown dataset', '/v1/vision/eval', { ...pot, dataset: 'nope' }, 404, ['body', 'dataset']],
  ['an unknown evaluation', '/v1/vision/eval', { ...pot, evaluation: 'nope' }, 404, ['body', 'evaluation']],
  ['a PyTorch checkpoint without an exporter', '/v1/vision/eval', { ...pot, model: 'torch' }, 400, ['body', 'model']],
  ['one model twice', '/v1/vision/eval/compare', { model_a: 'pot', model_b: 'pot', dataset: 'pots' }, 400, ['body', 'model_b']],
];
for (const [name, path, body, status, loc] of refused) {
  test(`refused with its place: ${name}`, async (t) => {
    const it = service(t);
    it.write('models/pot/v1.onnx', { iou: 0.5 });
    it.write('models/torch/v1.pt', 'x');
    const answer = await it.post(path, body);
    assert.deepEqual([answer.status, answer.body.problems[0]?.loc], [status, loc], JSON.stringify(answer.body));
    assert.doesNotMatch(JSON.stringify(answer.body), new RegExp(it.folder));
  });
}

test('weights of a query are refused where they stand', async (t) => {
  const it = service(t);
  it.write('models/pot/v1.onnx', { iou: 0.5 });
  await it.ended(await it.post('/v1/vision/eval', pot));
  const ask = (weights: object) => it.get(`/v1/vision/eval/leaderboard?weights=${encodeURIComponent(JSON.stringify(weights))}`);
  assert.deepEqual((await ask({ speed: 1 })).body.problems[0].loc, ['query', 'weights', 'speed']);
  assert.deepEqual((await ask({ iou: 0 })).body.problems[0].loc, ['query', 'weights']);
  assert.equal((await ask({ iou: 7 })).body[0].score, 0.5);
});

test('bounds belong to what is allowed', async (t) => {
  const it = service(t);
  it.write('models/pot/v1.onnx', { iou: 0.5 });
  for (const more of [{ imgsz: 320 }, { imgsz: 2560 }, { batch_size: 1 }, { batch_size: 256 }, { weights: null }, { weights: {} }]) {
    assert.equal((await it.post('/v1/vision/eval', { ...pot, ...more })).status, 200, JSON.stringify(more));
  }
});

test('without a program for training there is none', async (t) => {
  const answer = await service(t).post('/v1/vision/train', { model: 'pot', dataset: 'pots' });
  assert.deepEqual([answer.status, answer.body.code], [501, 'EV9211']);
});

test('links may not lead out of the folders', async (t) => {
  const it = service(t);
  const secret = it.write('elsewhere/secret.onnx', { iou: 1 });
  mkdirSync(join(it.folder, 'models/bad'));
  symlinkSync(secret, join(it.folder, 'models/bad/v1.onnx'));
  assert.equal((await it.post('/v1/vision/eval', { ...pot, model: 'bad' })).status, 404);
  assert.equal((await it.post('/v1/vision/eval', { ...pot, model: join(it.folder, 'models/bad/v1.onnx') })).status, 403);
  for (const url of ['/reports/../jobs.db', '/reports/12345678/..%2f..%2fjobs.db', '/reports/%2e%2e/jobs.db', '/reports/12345678/run.json']) {
    assert.equal((await it.get(url)).status, 404, url);
  }
});

test('a failed build is a code and a message without paths', async (t) => {
  const it = service(t);
  it.write('models/pot/v1.onnx', { iou: 0.5, error: 'EV3001' });
  const job = await it.ended(await it.post('/v1/vision/eval', pot));
  assert.deepEqual([job.status, job.error], ['failed', { code: 'EV3001', message: 'model.onnx: it is broken, see model.onnx' }]);
});

test('one key, one job; another request with it is refused', async (t) => {
  const it = service(t);
  it.write('models/pot/v1.onnx', { iou: 0.5 });
  const key = { 'idempotency-key': 'k1' };
  const [first, second] = [await it.post('/v1/vision/eval', pot, key), await it.post('/v1/vision/eval', pot, key)];
  assert.equal(first.body.job_id, second.body.job_id);
  assert.equal((await it.post('/v1/vision/eval', { ...pot, imgsz: 320 }, key)).status, 409);
  await it.ended(first);
  assert.equal(it.builds.length, 1);
});

test('a queue is bounded, and what is refused leaves nothing', async (t) => {
  const it = service(t, { limits: { queue: 2, body_bytes: 1000, job_seconds: 60 } });
  it.write('models/slow/v1.onnx', { iou: 0.5, seconds: 1 });
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(await it.post('/v1/vision/eval', { ...pot, model: 'slow' }));
  // One runs, two wait.
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 429, 429],
  );
  await it.server.queue.idle();
  assert.equal((await it.get('/v1/vision/jobs?status=completed')).body.length, 3);
  assert.equal((await it.post('/v1/vision/eval', { ...pot, model: 'x'.repeat(2000) })).status, 413);
});

test('cancelling: what waits ends at once, what runs is interrupted, what has ended stays', async (t) => {
  const it = service(t);
  it.write('models/slow/v1.onnx', { iou: 0.5, seconds: 30 });
  const [running, waiting] = [
    await it.post('/v1/vision/eval', { ...pot, model: 'slow' }),
    await it.post('/v1/vision/eval', { ...pot, model: 'slow' }),
  ];
  assert.equal((await it.post(`/v1/vision/jobs/${waiting.body.job_id}/cancel`, undefined)).body.status, 'cancelled');
  while (it.builds.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const started = Date.now();
  await it.post(`/v1/vision/jobs/${running.body.job_id}/cancel`, undefined);
  assert.equal((await it.ended(running)).status, 'cancelled');
  assert.ok(Date.now() - started < 5000);
  assert.equal((await it.post(`/v1/vision/jobs/${running.body.job_id}/cancel`, undefined)).body.status, 'cancelled');
  assert.equal((await it.post('/v1/vision/jobs/ffffffff/cancel', undefined)).status, 404);
});

test('a server that ends takes its jobs up again, and does none twice', async (t) => {
  const it = service(t);
  it.write('models/quick/v1.onnx', { iou: 0.4 });
  it.write('models/slow/v1.onnx', { iou: 0.5, seconds: 1 });
  const quick = await it.post('/v1/vision/eval', { ...pot, model: 'quick' });
  assert.equal((await it.ended(quick)).status, 'completed');
  const slow = await it.post('/v1/vision/eval', { ...pot, model: 'slow' });
  const waiting = await it.post('/v1/vision/eval', { ...pot, model: 'slow' });
  while (it.builds.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  await it.stop();
  for (const asked of [slow, waiting]) assert.equal((await it.ended(asked)).status, 'completed');
  assert.deepEqual(it.builds.filter((line) => line.endsWith(quick.body.job_id)).length, 1);
  assert.deepEqual(it.builds.filter((line) => line.endsWith(slow.body.job_id)).length, 2);
  const board = (await it.get('/v1/vision/eval/leaderboard/slow')).body;
  assert.equal(board.length, 2);
});

test('an index that was deleted is made again from the results', async (t) => {
  const it = service(t);
  it.write('models/pot/v1.onnx', { iou: 0.5 });
  await it.ended(await it.post('/v1/vision/eval', pot));
  const before = (await it.get('/v1/vision/eval/leaderboard')).body;
  await it.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(join(it.folder, `home/index.db${end}`), { force: true });
  assert.deepEqual((await it.get('/v1/vision/eval/leaderboard')).body, before);
});

test('two servers do not work in one folder', async (t) => {
  const it = service(t);
  await it.get('/health');
  const other = new TestService();
  t.after(() => other.remove());
  const { createServer } = await import('./server.ts');
  const options = {
    config: it.config,
    configPath: '',
    bazel: [],
    module: { path: '/' },
    tokens: { access: undefined, promotion: undefined },
    loopback: true,
    log: false,
  };
  assert.throws(() => createServer({ ...options, home: join(it.folder, 'home') }), /EV9222/);
});

test('a comparison: each number of both, the better one, and a tie that is one', async (t) => {
  const it = service(t);
  it.write('models/a/v1.onnx', { iou: 0.75 });
  it.write('models/b/v1.onnx', { iou: 0.5 });
  it.write('models/twin/v1.onnx', { iou: 0.75 });
  const job = await it.ended(await it.post('/v1/vision/eval/compare', { model_a: 'a', model_b: 'b', dataset: 'pots' }));
  assert.equal(job.status, 'completed', JSON.stringify(job.error));
  const build = readFileSync(join(it.folder, `home/workspace/jobs/${job.job_id}/BUILD.bazel`), 'utf8');
  assert.match(build, /baseline = "\/\/backends\/\w+:backend"/);
  const same = await it.ended(await it.post('/v1/vision/eval/compare', { model_a: 'a', model_b: 'twin', dataset: 'pots' }));
  assert.deepEqual([same.status, same.error.code], ['failed', 'EV9219']);
});

test('what is in service moves only with the token for it', async (t) => {
  const it = service(t);
  it.write('models/pot/v1.onnx', { iou: 0.5 });
  it.write('models/bad/v1.onnx', { iou: 0.1, verdict: 'no-go' });
  const { job_id } = await it.ended(await it.post('/v1/vision/eval', pot));
  const request = { job_id, actor: 'Ada' };
  const token = { 'x-promotion-token': 'promotion-token-1' };
  assert.equal((await it.post('/v1/vision/promote', request)).status, 403);
  assert.equal((await it.post('/v1/vision/promote', request, { 'x-promotion-token': 'promotion-token-2' })).status, 403);
  assert.equal((await it.post('/v1/vision/promote', { ...request, force: true }, token)).status, 422);
  assert.equal((await it.post('/v1/vision/promote', { ...request, job_id: 'ffffffff' }, token)).status, 404);
  const job = await it.ended(await it.post('/v1/vision/promote', request, token));
  assert.deepEqual([job.status, job.result.outcome, job.result.channel], ['completed', 'promoted', 'pot']);
  const worse = await it.ended(await it.post('/v1/vision/eval', { ...pot, model: 'bad' }));
  const refusal = await it.ended(await it.post('/v1/vision/promote', { job_id: worse.job_id, actor: 'Ada' }, token));
  assert.deepEqual([refusal.status, refusal.result.outcome], ['completed', 'refused']);
  assert.equal(
    (await it.post('/v1/vision/rollback', { model: 'pot', to: `sha256:${'0'.repeat(64)}`, actor: 'Ada', reason: 'x' }, token)).status,
    409,
  );
});
