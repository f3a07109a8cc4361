/** What an answer never does: leave a door open, or show the inside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestService } from '../testing/service.ts';

test('beyond this machine every request but /health needs the token', async (t) => {
  const it = new TestService({}, 'access-token-12345');
  t.after(() => it.remove());
  assert.equal((await it.get('/health', { host: 'models.example' })).status, 200);
  assert.equal((await it.get('/v1/vision/jobs')).status, 401);
  assert.equal((await it.get('/v1/vision/jobs', { authorization: 'Bearer access-token-12346' })).status, 401);
  assert.equal((await it.get('/v1/vision/jobs', { authorization: 'Bearer access-token-12345', host: 'models.example' })).status, 200);
});

test('pages of other sites and names that lead here are refused', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  const body = { model: 'x', dataset: 'y' };
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://evil.example' }]) {
    assert.equal((await it.post('/v1/vision/eval', body, headers)).body.code, 'EV9213');
  }
  assert.equal((await it.get('/v1/vision/jobs', { host: 'evil.example' })).body.code, 'EV9213');
  for (const host of ['localhost:14345', '127.0.0.1:1', '[::1]:1']) assert.equal((await it.get('/v1/vision/jobs', { host })).status, 200, host);
  assert.equal((await it.post('/v1/vision/eval', body, { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).body.code, 'EV9201');
});

const unreadable: readonly [name: string, body: string, type: string, status: number][] = [
  ['no JSON', '{', 'application/json', 400],
  ['a list', '[]', 'application/json', 422],
  ['nothing', '', 'application/json', 400],
  ['another type', 'x', 'text/plain', 415],
  ['a form that is none', 'x', 'multipart/form-data; boundary=b', 400],
  ['a form without a boundary', 'x', 'multipart/form-data', 400],
  ['a file', '--b\r\nContent-Disposition: form-data; name="model"; filename="x.pt"\r\n\r\nx\r\n--b--\r\n', 'multipart/form-data; boundary=b', 400],
  ['a field twice', 'model=a&model=b', 'application/x-www-form-urlencoded', 400],
  ['names of the language', '{"__proto__": {"model": "x"}, "constructor": 1}', 'application/json', 400],
];
for (const [name, body, type, status] of unreadable) {
  test(`a body that cannot be read: ${name}`, async (t) => {
    const it = new TestService();
    t.after(() => it.remove());
    const answer = await it.post('/v1/vision/eval', body, { 'content-type': type });
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.match(answer.body.code, /^EV92/);
    assert.doesNotMatch(JSON.stringify(answer.body), /\.ts|node_modules|\n\s+at /);
  });
}

test('an address that does not exist, and one that knows other methods', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  assert.equal((await it.get('/v1/nothing')).status, 404);
  assert.equal((await it.get('/v1/vision/promote')).status, 405);
  assert.equal((await it.get('/%zz')).status, 400);
});

test('counters in the text format of Prometheus', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  await it.get('/v1/vision/jobs');
  const { body } = await it.get('/metrics');
  assert.match(body, /^service_requests_total\{method="GET",route="\/v1\/vision\/jobs",status="200"\} 1$/m);
  assert.match(body, /^service_jobs\{status="queued"\} 0$/m);
});

test('openapi.json lists every route with its refusals', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  const { body } = await it.get('/openapi.json');
  const evaluate = body.paths['/v1/vision/eval'].post;
  assert.deepEqual(Object.keys(evaluate.requestBody.content), ['application/json', 'multipart/form-data', 'application/x-www-form-urlencoded']);
  assert.deepEqual(Object.keys(evaluate.responses), ['200', '400', '403', '404', '409', '413', '415', '422', '429', '503']);
  const { imgsz } = evaluate.requestBody.content['application/json'].schema.properties;
  assert.deepEqual([imgsz.minimum, imgsz.maximum, imgsz.default], [320, 2560, 640]);
});
