/** What people see without a script: every page says what the API says, and a form does what its button promises. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestService } from '../testing/service.ts';
import { modelPage } from './model.ts';

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
  assert.match(running.body, /Evaluation of pot v1/);
  assert.match((await it.get('/jobs')).body, /<td[^>]*>pot v1<\/td>/, 'a job that has not ended says what it is about');
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
  assert.match((await it.get('/jobs')).body, /promoted<\/span>/);
});

test('the page of a model calls its versions as people do, also after a rollback', () => {
  const [two, three] = [`sha256:${'2'.repeat(64)}`, `sha256:${'3'.repeat(64)}`];
  const jobs: Readonly<Record<string, string>> = { '00000002': 'v2', '00000003': 'v3', '00000004': two };
  const line = { time: '2026-01-01T00:00:00Z', actor: 'Ada', status: 'done', reason: null, forced: false } as const;
  const { content } = modelPage({
    model: 'pot',
    runs: ['00000004', '00000003'].map((job) => ({
      ...{ job_id: job, timestamp: line.time, dataset: 'pots', suite: three },
      ...{ score: 0.5, change: null, verdict: 'go' },
    })),
    version: two,
    trail: [
      { ...line, problems: [], sequence: 3, action: 'rollback', to: two, evaluation: null },
      { ...line, problems: [], sequence: 2, action: 'promote', to: three, evaluation: '//jobs/00000003:report' },
      { ...line, problems: [], sequence: 1, action: 'promote', to: two, evaluation: '@@//jobs/00000002:report' },
    ],
    canMove: true,
    versionOf: (job) => jobs[job] ?? null,
  });
  const page = String(content);
  assert.match(page, /In service: v2 <code title="sha256:2+">2{12}<\/code>, since/);
  assert.match(page, /<option value="sha256:3+">v3 3{12}<\/option>/);
  assert.deepEqual(
    [...page.matchAll(/<td[^>]*>(v\d)(?: <code[^>]*>\d+<\/code>)?<\/td>/g)].map(([, name]) => name),
    ['v2', 'v3', 'v2', 'v3', 'v2'],
  );
});

test('a weight that is no number is refused, and not taken for 0', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  for (const weight of ['abc', '-1', '1e400', '']) assert.equal((await it.get(`/?w.iou=${weight}`)).status, 422, weight);
});

test('beyond this machine people sign in once: the cookie opens everything but promotion', async (t) => {
  const it = new TestService({}, 'access-token-12345');
  t.after(() => it.remove());
  const asked = await it.get('/jobs?a=1', { accept: 'text/html' });
  assert.deepEqual([asked.status, /name="to" value="([^"]*)"/.exec(asked.body)?.[1]], [401, '/jobs?a=1']);
  const signIn = async (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    it.server.app.inject({
      method: 'POST',
      url: '/sign-in',
      payload: new URLSearchParams(fields).toString(),
      headers: { host: 'models.example', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  const wrong = await signIn({ token: 'access-token-12346', to: '/jobs' });
  assert.deepEqual([wrong.statusCode, wrong.headers['set-cookie']], [401, undefined]);
  assert.equal((await signIn({ token: 'access-token-12345', to: '/jobs' }, { origin: 'http://evil.example' })).statusCode, 403);
  for (const to of ['//evil.example', '/\\evil.example', 'http://evil.example', '/a\r\nx: y', '']) {
    assert.equal((await signIn({ token: 'access-token-12345', to })).headers['location'], '/', to);
  }
  const right = await signIn({ token: 'access-token-12345', to: '/jobs?a=1' });
  assert.deepEqual([right.statusCode, right.headers['location']], [303, '/jobs?a=1']);
  const given = String(right.headers['set-cookie']);
  assert.match(given, /; HttpOnly; SameSite=Lax$/);
  assert.doesNotMatch(given, /access-token/);
  const cookie = given.split(';')[0] ?? '';
  assert.equal((await it.get('/jobs', { cookie: `other=%zz; ${cookie}` })).status, 200);
  for (const bad of [`${cookie}0`, cookie.slice(0, -1), cookie.replace(/=./, '=x'), 'service_access=%zz']) {
    assert.equal((await it.get('/jobs', { cookie: bad })).status, 401, bad);
  }
  const promotion = await it.post('/v1/vision/promote', { job_id: 'ffffffff', actor: 'Ada' }, { cookie });
  assert.deepEqual([promotion.status, promotion.body.code], [403, 'EV9210']);
});

test('people see a page where nothing is, programs an answer', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  assert.match((await it.get('/nothing', { accept: 'text/html,*/*' })).body, /<h1>Not found<\/h1>/);
  assert.equal((await it.get('/nothing', { accept: '*/*' })).body.code, 'EV9217');
});

test('a refused form leads back to its page, and never to one of another site', async (t) => {
  const it = new TestService();
  t.after(() => it.remove());
  const backOf = async (referer: string): Promise<string | undefined> => {
    const { status, body } = await it.get('/nothing?a=1', { accept: 'text/html', host: 'localhost:1', referer });
    assert.equal(status, 404);
    return /<a href="([^"]*)">Back<\/a>/.exec(body)?.[1];
  };
  assert.equal(await backOf('http://localhost:1/jobs/0123?a=%22'), '/jobs/0123?a=%22');
  for (const other of ['http://localhost:2/jobs', 'http://evil.example/', 'http://localhost:1//evil.example', 'jobs', ''])
    assert.equal(await backOf(other), undefined, other);
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
