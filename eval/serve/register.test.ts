/** Criteria that are registered before a result, over HTTP. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openDatabase } from '../leaderboard/store/database.ts';
import { jobMigrations } from './jobs/migrations.ts';
import { TestService } from './testing/service.ts';

const token = { 'x-promotion-token': 'promotion-token-1' };
const asked = { model: 'pot', actor: 'Ada', reason: 'before the first run' };

function service(t: TestContext): TestService {
  const made = new TestService({ promotion: { automatic: true, registered_criteria: true } });
  t.after(() => made.remove());
  return made;
}

test('a registration needs the token, is a job, and stands in the trail with who and when', async (t) => {
  const it = service(t);
  assert.equal((await it.post('/v1/vision/criteria', asked)).status, 403);
  assert.equal((await it.post('/v1/vision/criteria', { ...asked, evaluation: 'nope' }, token)).status, 404);
  const job = await it.ended(await it.post('/v1/vision/criteria', asked, token));
  assert.equal(job.status, 'completed', JSON.stringify(job.error));
  assert.match(job.result.text, /^registered: pot is judged by /);
  const [line] = (await it.get('/v1/vision/promotions')).body.trail;
  assert.deepEqual([line.action, line.channel, line.actor, line.policy, line.reason], ['register', 'pot', 'Ada', job.result.criteria, asked.reason]);
  const again = await it.ended(await it.post('/v1/vision/criteria', asked, token));
  assert.match(again.result.text, /^nothing to do/);
  assert.equal((await it.get('/v1/vision/promotions')).body.trail.length, 1);
});

test('a promotion asks for criteria that are older than the first numbers of the candidate', async (t) => {
  const it = service(t);
  it.write('models/pot/v1.onnx', { iou: 0.75 });
  const first = await it.ended(await it.post('/v1/vision/eval', { model: 'pot', dataset: 'pots' }));
  const second = await it.ended(await it.post('/v1/vision/eval', { model: 'pot', dataset: 'pots' }));
  await it.ended(await it.post('/v1/vision/promote', { job_id: second.job_id, actor: 'Ada' }, token));
  const known = JSON.parse(readFileSync(join(it.folder, `home/results/${first.job_id}/run.json`), 'utf8')).finished;
  assert.match(it.builds.at(-1) ?? '', new RegExp(`^run ${second.job_id} .*--registered-before ${known}`));
});

test('a database of jobs from before there were registrations keeps its jobs', async (t) => {
  const it = service(t);
  mkdirSync(join(it.folder, 'home'), { recursive: true });
  const database = openDatabase(join(it.folder, 'home/jobs.db'), jobMigrations.slice(0, 1));
  database.exec(
    `INSERT INTO jobs (id, kind, status, task, created_at, request_digest) VALUES ('0000000a', 'eval', 'cancelled', '{}', '2026-01-01T00:00:00Z', 'd')`,
  );
  database.close();
  assert.equal((await it.get('/v1/vision/jobs/0000000a')).body.status, 'cancelled');
  const job = await it.ended(await it.post('/v1/vision/criteria', asked, token));
  assert.equal(job.status, 'completed', JSON.stringify(job.error));
});
