/** What a disk can do to the service: no room, a database that somebody holds, folders of results that are damaged. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { TestService } from '../../eval/serve/testing/service.ts';
import { type Answer, ServerProcess } from './process.ts';
import { integrityOf, type Tally } from './tally.ts';

const pot = { model: 'pot', dataset: 'pots' };

/** The home of the service is a disk of four megabytes, which somebody fills to the last byte while a job runs. */
export async function fullDisk(tally: Tally): Promise<void> {
  await withService(async (folder, server) => {
    const home = join(folder, 'home');
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', home]).status !== 0) {
      tally.skip('a full disk', 'no right to mount one');
      return;
    }
    try {
      await server.start();
      const running = await server.post('/v1/vision/eval', pot);
      const rest = statfsSync(home);
      try {
        writeFileSync(join(home, 'filler'), Buffer.alloc(rest.bavail * rest.bsize + 1));
      } catch {
        // It is full now.
      }
      const refused = await untilRefused(server);
      tally.check('without room a request is refused as one that may be asked again', [refused.status, refused.body.code], [503, 'EV9235']);
      rmSync(join(home, 'filler'));
      const { status, error } = await ended(server, running.body.job_id);
      tally.check('the job that ran is not lost', [status, error?.code ?? null].includes('completed') || error?.code === 'EV9235', true);
      const again = await ended(server, (await server.post('/v1/vision/eval', pot)).body.job_id);
      tally.check('with room the service goes on', again.status, 'completed');
      await server.end('SIGTERM');
      for (const name of ['jobs.db', 'index.db']) tally.check(`${name} is whole`, integrityOf(join(home, name)), [{ integrity_check: 'ok' }]);
    } finally {
      await server.end('SIGKILL');
      spawnSync('umount', [home]);
    }
  });
}

/** A backup or an administrator holds the database for longer than anybody waits. */
export async function lockedDatabase(tally: Tally): Promise<void> {
  await withService(async (folder, server) => {
    await server.start();
    const running = await server.post('/v1/vision/eval', pot);
    // The server writes too: whoever locks waits for it, as it waits for others.
    const other = new DatabaseSync(join(folder, 'home/jobs.db'), { timeout: 10_000 });
    other.exec('BEGIN IMMEDIATE');
    const refused = await server.post('/v1/vision/eval', pot);
    tally.check('a locked database: refused as one that may be asked again', [refused.status, refused.body.code], [503, 'EV9235']);
    tally.check('what is only read is answered', (await server.get('/v1/vision/jobs')).status, 200);
    other.exec('ROLLBACK');
    other.close();
    tally.check('the job that ran comes to its end', (await ended(server, running.body.job_id)).status, 'completed');
  });
}

/** Folders of results that are no results hide nothing of the others, and keep no server from starting. */
export async function damagedResults(tally: Tally): Promise<void> {
  await withService(async (folder, server) => {
    await server.start();
    const good = (await server.post('/v1/vision/eval', pot)).body.job_id;
    const bad = (await server.post('/v1/vision/eval', pot)).body.job_id;
    for (const id of [good, bad]) await ended(server, id);
    await server.end('SIGTERM');
    const home = join(folder, 'home');
    writeFileSync(join(home, 'results', bad, 'report.json'), '{');
    mkdirSync(join(home, 'results/00000000'));
    writeFileSync(join(home, 'workspace/jobs', bad, 'BUILD.bazel'), 'this is no Starlark (');
    for (const name of readdirSync(home).filter((name) => name.startsWith('index.db'))) rmSync(join(home, name));
    await server.start();
    const { body: board } = await server.get('/v1/vision/eval/leaderboard');
    tally.check(
      'a damaged folder of results hides no other',
      board.map((entry: { job_id: string }) => entry.job_id),
      [good],
    );
    tally.check('the job is still known', (await server.get(`/v1/vision/jobs/${bad}`)).body.status, 'completed');
    tally.check('a new job is built', (await ended(server, (await server.post('/v1/vision/eval', pot)).body.job_id)).status, 'completed');
  });
}

async function withService(use: (folder: string, server: ServerProcess) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  new TestService({}, undefined, folder).write('models/pot/v1.onnx', { iou: 0.5, seconds: 2 });
  const server = new ServerProcess(folder);
  try {
    await use(folder, server);
  } finally {
    await server.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A little room may be left inside of files that are there. */
async function untilRefused(server: ServerProcess): Promise<Answer> {
  for (let i = 0; i < 90; i++) {
    const answer = await server.post('/v1/vision/eval', { ...pot, dataset: 'pots' });
    if (answer.status !== 200) return answer;
  }
  throw new Error('a full disk took ninety jobs');
}

async function ended(server: ServerProcess, id: string): Promise<{ status: string; error: { code: string } | null }> {
  for (;;) {
    const { status, body } = await server.get(`/v1/vision/jobs/${id}`);
    if (status === 200 && !['queued', 'running'].includes(body.status)) return body;
    await wait(200);
  }
}
