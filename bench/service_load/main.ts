/**
 * Clients that poll the service while jobs run, as a Markdown table: latency, errors, memory of the server at the beginning and at the
 * end. Bazel is the stand-in of the unit tests, so that the service itself is measured.
 *
 *     ./bazelw run //bench/service_load -- --minutes 10 --clients 200
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ServerProcess } from '../../e2e/faults/process.ts';
import { parseArguments } from '../../eval/io/arguments.ts';
import { runMain } from '../../eval/io/main.ts';
import { TestService } from '../../eval/serve/testing/service.ts';

const paths = ['/v1/vision/jobs?limit=20', '/v1/vision/eval/leaderboard', '/', '/jobs', '/health'];

export const main = await runMain(import.meta, async (argv) => {
  const given = parseArguments(argv, { minutes: 'optional', clients: 'optional' });
  const [minutes, clients] = [Number(given.minutes ?? '0.5'), Number(given.clients ?? '200')];
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  new TestService({}, undefined, folder).write('models/pot/v1.onnx', { iou: 0.5, seconds: 0.5 });
  const server = new ServerProcess(folder);
  try {
    await server.start();
    process.stdout.write(table(await load(server, minutes, clients)));
  } finally {
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
});

interface Load {
  /** Of each answer. */
  readonly milliseconds: number[];
  readonly errors: Map<string, number>;
  /** Resident memory of the server in MB, once in ten seconds. */
  readonly megabytes: number[];
  jobs: number;
}

/** Each client asks for its job and for one of the other pages, twice a second. */
async function load(server: ServerProcess, minutes: number, clients: number): Promise<Load> {
  const until = Date.now() + minutes * 60_000;
  const seen: Load = { milliseconds: [], errors: new Map(), megabytes: [], jobs: 0 };
  let job = (await server.post('/v1/vision/eval', { model: 'pot', dataset: 'pots' })).body.job_id as string;
  const timed = async (path: string): Promise<void> => {
    const started = performance.now();
    const outcome = await server.status(path).catch((error: Error) => error.message);
    seen.milliseconds.push(performance.now() - started);
    if (outcome !== 200) seen.errors.set(`${path}: ${outcome}`, (seen.errors.get(`${path}: ${outcome}`) ?? 0) + 1);
  };
  const client = async (n: number): Promise<void> => {
    await wait((n * 1000) / clients);
    for (let turn = n; Date.now() < until; turn++) {
      await timed(`/v1/vision/eval/${job}`);
      await timed(paths[turn % paths.length] ?? '/');
      await wait(1000);
    }
  };
  const work = async (): Promise<void> => {
    while (Date.now() < until) {
      const { body } = await server.get(`/v1/vision/eval/${job}`);
      if (!['queued', 'running'].includes(body.status)) {
        seen.jobs++;
        job = (await server.post('/v1/vision/eval', { model: 'pot', dataset: 'pots' })).body.job_id;
      }
      await wait(500);
    }
  };
  const watch = async (): Promise<void> => {
    for (; Date.now() < until; await wait(10_000)) {
      const text = await server.text('/metrics');
      seen.megabytes.push(Number(/^process_resident_memory_bytes (\d+)$/m.exec(text)?.[1]) / 1_048_576);
    }
  };
  await Promise.all([work(), watch(), ...Array.from({ length: clients }, (_, n) => client(n))]);
  return seen;
}

function table({ milliseconds, errors, megabytes, jobs }: Load): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1)} ms`;
  const count = [...errors.values()].reduce((sum, n) => sum + n, 0);
  const memory = `${megabytes[Math.min(3, megabytes.length - 1)]?.toFixed(0)} MB, ${megabytes.at(-1)?.toFixed(0)} MB, ${Math.max(...megabytes).toFixed(0)} MB`;
  const told = [...errors].map(([what, n]) => `${n} x ${what}\n`).join('');
  const head = '| answers | p50 | p99 | largest | errors | jobs | memory after 30 s, at the end, largest |\n|---|---|---|---|---|---|---|';
  return `${head}\n| ${[sorted.length, at(0.5), at(0.99), at(1), count, jobs, memory].join(' | ')} |\n${told}`;
}
