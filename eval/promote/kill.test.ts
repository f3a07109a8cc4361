/** The same as crash.test.ts with real processes, real signals and a real disk. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { nodeBinary } from '../io/node.ts';
import { isAlive } from '../io/process.ts';
import { promote } from './promote.ts';
import type { Surroundings } from './record.ts';
import { versionOf } from './statement.ts';
import { FolderFileSystem } from './store/file_system.ts';
import { pointer } from './store/formats.ts';
import { parseTrail } from './store/trail.ts';
import { inputs, promotionOf } from './testing/machine.ts';
import { SteppingFileSystem } from './testing/stopping.ts';
import { verify } from './verify/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'promote-'));
after(() => rmSync(folder, { recursive: true }));

const program = `${import.meta.dirname}/testing/promoter${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`;

interface Ended {
  readonly signal: string | undefined;
  readonly said: string;
}

function start(store: string, name: keyof typeof inputs, ...kill: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    // Children read the same modules; compiled once they start in half the time.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
    execFile(nodeBinary, [program, store, name, ...kill], { timeout: 60_000, env }, (error, stdout) => {
      resolve({ signal: error?.signal ?? undefined, said: stdout.trim() });
    });
  });
}

/** A store with version a, and how many operations the promotion of version b takes. */
function prepare(): { store: string; steps: number } {
  const [store, copy] = [join(folder, 'a'), join(folder, 'counted')];
  assert.equal(promote(promotionOf(inputs.a), here(store)).exitCode, 0);
  cpSync(store, copy, { recursive: true });
  const counted = new SteppingFileSystem(new FolderFileSystem(copy), () => {});
  assert.equal(promote(promotionOf(inputs.b), { ...here(copy), fs: counted }).exitCode, 0);
  return { store, steps: counted.steps };
}

/** The version in service, the moves of the trail, and what verify says. */
function look(store: string): { version: string; moves: number; verified: string } {
  const fs = new FolderFileSystem(store);
  const { entries } = parseTrail(fs.read('audit.ndjson')!);
  const { version } = pointer.parse(JSON.parse(Buffer.from(fs.read('channels/production.json')!).toString('utf8')));
  const verified = verify(fs, here(store).self, []).text;
  return { version, moves: entries.filter(({ line }) => line.status === 'done').length, verified };
}

/** This process, on a store. */
function here(store: string): Surroundings {
  const self = { pid: process.pid, host: hostname(), token: 'here', isAlive };
  return { fs: new FolderFileSystem(store), self, now: () => '2026-01-01T00:00:00Z' };
}

const versions = [inputs.a, inputs.b].map((one) => versionOf(one, one.checkpoint!).digest);
const { store: prepared, steps } = prepare();

test('killed by SIGKILL at every operation, the next process finds the old state or completes the new one', async (t) => {
  t.diagnostic(`${steps} operations`);
  const waiting = Array.from({ length: steps }, (_, i) => i + 1);
  const worker = async (): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const store = join(folder, `killed-${at}`);
      cpSync(prepared, store, { recursive: true });
      const killed = await start(store, 'b', String(at), at % 2 === 0 ? 'middle' : 'before');
      assert.equal(killed.signal, 'SIGKILL', `operation ${at}: ${killed.said}`);
      assert.ok(versions.includes(look(store).version), `operation ${at}`);
      assert.equal(promote(promotionOf(inputs.b), here(store)).exitCode, 0, `operation ${at}`);
      const { version, moves, verified } = look(store);
      assert.deepEqual([version, moves], [versions[1], 2], `operation ${at}`);
      assert.match(verified, /^sound: 2 versions/, `operation ${at}`);
      rmSync(store, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
});

test('of many processes at once one wins, and the others are told', async (t) => {
  for (let round = 1; round <= 2; round++) {
    const store = join(folder, `race-${round}`);
    cpSync(prepared, store, { recursive: true });
    const ended = await Promise.all(Array.from({ length: 6 }, () => start(store, 'b')));
    const told = ended.map(({ said }) => said).sort();
    t.diagnostic(told.join(', '));
    assert.ok(told.includes('done'));
    // Those that came after the winner had finished found nothing to do.
    assert.ok(told.every((said) => said === 'done' || said === 'EV7021'));
    const { version, moves, verified } = look(store);
    assert.deepEqual([version, moves], [versions[1], 2]);
    assert.match(verified, /^sound/);
  }
});
