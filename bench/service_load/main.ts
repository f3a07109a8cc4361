/**
 * Clients that poll the service while jobs run, as a Markdown table with a row for each minute: latency, errors, memory of the server.
 * Bazel is the stand-in of the unit tests, so that the service itself is measured.
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

interface Minute {
  /** Of each answer. */
  readonly milliseconds: number[];
  /** Resident memory of the server at the end. */
  megabytes: number;
  /** That ended, since the start. */
  jobs: number;
}

interface Load {
  readonly megabytesAtStart: number;
  readonly minutes: Minute[];
  /** What came instead of a 200, and how often. */
  readonly errors: Map<string, number>;
}

/** Each client asks for its job and for one of the other pages, once a second. */
async function load(server: ServerProcess, minutes: number, clients: number): Promise<Load> {
  const started = performance.now();
  const until = started + minutes * 60_000;
  const goesOn = (): boolean => performance.now() < until;
  const megabytes = async (): Promise<number> =>
    Number(/^process_resident_memory_bytes (\d+)$/m.exec(await server.text('/metrics'))?.[1]) / 1_048_576;
  const seen: Load = { megabytesAtStart: await megabytes(), minutes: [], errors: new Map() };
  const minute = (): Minute => {
    const n = Math.floor((Math.min(performance.now(), until - 1) - started) / 60_000);
    seen.minutes[n] ??= { milliseconds: [], megabytes: Number.NaN, jobs: 0 };
    return seen.minutes[n];
  };
  let [job, jobs] = [(await server.post('/v1/vision/eval', { model: 'pot', dataset: 'pots' })).body.job_id as string, 0];
  const timed = async (path: string): Promise<void> => {
    const asked = performance.now();
    const outcome = await server.status(path).catch((error: Error) => error.message);
    minute().milliseconds.push(performance.now() - asked);
    if (outcome !== 200) seen.errors.set(`${path}: ${outcome}`, (seen.errors.get(`${path}: ${outcome}`) ?? 0) + 1);
  };
  const client = async (n: number): Promise<void> => {
    await wait((n * 1000) / clients);
    for (let turn = n; goesOn(); turn++) {
      await timed(`/v1/vision/eval/${job}`);
      await timed(paths[turn % paths.length] ?? '/');
      await wait(1000);
    }
  };
  const work = async (): Promise<void> => {
    for (; goesOn(); await wait(500)) {
      const { body } = await server.get(`/v1/vision/eval/${job}`);
      if (['queued', 'running'].includes(body.status)) continue;
      jobs++;
      job = (await server.post('/v1/vision/eval', { model: 'pot', dataset: 'pots' })).body.job_id;
    }
  };
  const watch = async (): Promise<void> => {
    for (; goesOn(); await wait(2000)) Object.assign(minute(), { megabytes: await megabytes(), jobs });
  };
  await Promise.all([work(), watch(), ...Array.from({ length: clients }, (_, n) => client(n))]);
  return seen;
}

function table({ megabytesAtStart, minutes, errors }: Load): string {
  const row = (name: string, { milliseconds, megabytes, jobs }: Minute): string => {
    const sorted = milliseconds.toSorted((a, b) => a - b);
    const at = (share: number): string => `${(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1)} ms`;
    return `| ${[name, sorted.length, at(0.5), at(0.99), at(1), jobs, `${megabytes.toFixed(0)} MB`].join(' | ')} |\n`;
  };
  const last = minutes.at(-1);
  const whole = {
    milliseconds: minutes.flatMap(({ milliseconds }) => milliseconds),
    megabytes: last?.megabytes ?? Number.NaN,
    jobs: last?.jobs ?? 0,
  };
  const head = '| minute | answers | p50 | p99 | largest | jobs that ended | memory at its end |\n|---|---|---|---|---|---|---|\n';
  const count = [...errors.values()].reduce((sum, n) => sum + n, 0);
  const told = [`${count} errors; memory at the start ${megabytesAtStart.toFixed(0)} MB`, ...[...errors].map(([what, n]) => `${n} x ${what}`)];
  return `${head}${minutes.map((minute, n) => row(String(n + 1), minute)).join('')}${row('all', whole)}\n${told.join('\n')}\n`;
}
