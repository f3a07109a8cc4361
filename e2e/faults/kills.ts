/** Server and Bazel are killed at random moments while clients ask for jobs, each under a key of its own. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { TestService } from '../../eval/serve/testing/service.ts';
import { ServerProcess } from './process.ts';
import { integrityOf, type Tally } from './tally.ts';

/** Errors that a killed process may leave behind: of Bazel, and of a server that ended three times with this job. */
const allowed = new Set(['EV9230', 'EV9231']);

export async function kills(count: number, seed: number, tally: Tally): Promise<void> {
  process.stdout.write(`kills: ${count}, seed ${seed}\n`);
  const random = sequence(seed);
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  const files = new TestService({}, undefined, folder);
  for (let i = 0; i < 5; i++) files.write(`models/m${i}/v1.onnx`, { iou: 0.5 + i / 20, seconds: random() / 2 });
  const server = new ServerProcess(folder);
  const taken = new Map<string, string>();
  try {
    await server.start();
    let asked = 0;
    for (let kill = 0; kill < count; kill++) {
      for (let i = 0; i < 2; i++) await ask(server, `key-${asked}`, `m${asked++ % 5}`, taken);
      await wait(random() * 2000);
      const [build] = server.builds();
      if (build !== undefined && random() < 0.3) process.kill(build, 'SIGKILL');
      else {
        // A client that got no answer asks again under the same key.
        const lost = ask(server, `key-${asked}`, `m${asked % 5}`, taken).catch(() => undefined);
        await server.end('SIGKILL');
        await lost;
        await server.start();
        await ask(server, `key-${asked}`, `m${asked++ % 5}`, taken);
      }
    }
    await settled(server);
    const { body: jobs } = await server.get('/v1/vision/jobs?limit=1000');
    const ids = new Set(jobs.map((job: { job_id: string }) => job.job_id));
    tally.check('every key is one job, and every job has a key', [ids.size, [...taken.values()].every((id) => ids.has(id))], [taken.size, true]);
    const strange = jobs.filter((job: Told) => job.status !== 'completed' && !allowed.has(job.error?.code ?? ''));
    tally.check('every job ended, for a reason that a kill explains', strange, []);
    const completed = jobs.filter((job: Told) => job.status === 'completed').map((job: Told) => job.job_id);
    const results = join(folder, 'home/results');
    tally.check(
      'each completed job has its report',
      completed.filter((id: string) => !existsSync(join(results, id, 'report.json'))),
      [],
    );
    const histories = await Promise.all([0, 1, 2, 3, 4].map((i) => server.get(`/v1/vision/eval/leaderboard/m${i}?limit=1000`)));
    const indexed = histories.flatMap(({ status, body }) => (status === 200 ? body.map((run: { job_id: string }) => run.job_id) : []));
    tally.check('the index has each result once', indexed.toSorted(), readdirSync(results).toSorted());
    process.stdout.write(`  ${jobs.length} jobs, ${completed.length} completed\n`);
    await server.end('SIGTERM');
    for (const name of ['jobs.db', 'index.db']) tally.check(`${name} is whole`, integrityOf(join(folder, 'home', name)), [{ integrity_check: 'ok' }]);
  } finally {
    await server.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Told {
  readonly job_id: string;
  readonly status: string;
  readonly error: { readonly code: string } | null;
}

async function ask(server: ServerProcess, key: string, model: string, taken: Map<string, string>): Promise<void> {
  const { status, body } = await server.post('/v1/vision/eval', { model, dataset: 'pots' }, { 'idempotency-key': key });
  if (status === 429) {
    await wait(500);
    return ask(server, key, model, taken);
  }
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  const before = taken.get(key);
  if (before !== undefined && before !== body.job_id) throw new Error(`${key} is two jobs: ${before} and ${body.job_id}`);
  taken.set(key, body.job_id);
}

async function settled(server: ServerProcess): Promise<void> {
  for (;;) {
    const { body } = await server.get('/health');
    if (body.queued + body.running === 0) return;
    await wait(200);
  }
}

/** Mulberry32: the same numbers for the same seed. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
