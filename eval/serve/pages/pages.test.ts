/** What people see without a script: every page says what the API says, and a form does what its button promises. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestService } from '../testing/service.ts';

async function post(it: TestService, url: string, fields: Record<string, string>) {
  const { statusCode, headers, body } = await it.server.app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
  });
  return { status: statusCode, location: String(headers['location'] ?? ''), body };
}

test('from an empty board to a promoted model, by forms alone', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  it.write('models/pot/v1.onnx', { iou: 0.75 });
  it.write('models/<b>/v1.onnx', { iou: 1 });
  assert.match((await it.get('/')).body, /Nothing has been evaluated yet/);

  const begun = await post(it, '/jobs', { model: 'pot', other: '', dataset: 'pots', evaluation: 'pots' });
  assert.equal(begun.status, 303);
  const running = await it.get(begun.location);
  assert.match(running.body, /<progress max="1"/);
  assert.match(running.body, /eval of pot, /);
  assert.match((await it.get('/jobs')).body, /<td[^>]*>pot<\/td>/, 'a job that has not ended says what it is about');
  assert.match(running.body, /<noscript>.*Load again/);
  await it.server.queue.idle();
  const job = (await it.get(begun.location)).body;
  assert.match(job, /completed/);
  assert.match(job, /href="\/reports\/\w+\/report.html"/);
  assert.doesNotMatch(job, /data-live|<script>/);

  const board = (await it.get('/')).body;
  assert.match(board, /<a href="\/models\/pot">pot<\/a>/);
  assert.match(board, /0\.7500/);
  assert.match((await it.get('/?w.iou=3&sort=iou')).body, /0\.7500/);
  assert.match((await it.get('/models/pot')).body, /No version is in service/);

  const promote = { actor: 'Ada', reason: '', promotion_token: 'promotion-token-1' };
  assert.equal((await post(it, `${begun.location}/promote`, { ...promote, promotion_token: 'wrong' })).status, 403);
  const moved = await post(it, `${begun.location}/promote`, promote);
  assert.equal(moved.status, 303);
  await it.server.queue.idle();
  assert.match((await it.get(moved.location)).body, /promoted/);
});

test('what people typed is text, never markup', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  const answer = await post(it, '/jobs', { model: '<script>alert(1)</script>', other: '', dataset: 'pots', evaluation: 'pots' });
  assert.equal(answer.status, 400);
  assert.doesNotMatch(answer.body, /<script>/);
  assert.equal((await post(it, '/jobs', { model: '', other: '', dataset: 'pots', evaluation: '' })).status, 422);
  assert.equal((await it.get('/models/nope')).status, 404);
  assert.equal((await it.get('/jobs/ffffffff')).status, 404);
});
