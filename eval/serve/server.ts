/** Puts the service together: folders, databases, queue, routes. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FastifyInstance } from 'fastify';
import type { ServiceFile } from '../contracts/service.ts';
import { InputError } from '../errors/errors.ts';
import { typedPath } from '../io/arguments.ts';
import { ReportIndex } from '../leaderboard/store/index.ts';
import { readResults } from '../leaderboard/store/results.ts';
import { bazelIn } from './bazel/bazel.ts';
import { buildFile } from './bazel/build_file.ts';
import { type Module, Workspace } from './bazel/workspace.ts';
import { criteriaText } from './config.ts';
import { apiRoutes } from './http/api.ts';
import { createApp } from './http/app.ts';
import { Counters } from './http/counters.ts';
import type { Tokens } from './http/guard.ts';
import { openApi } from './http/openapi.ts';
import { json, type Route, route } from './http/route.ts';
import { homeAt, type JobContext } from './jobs/context.ts';
import { Queue } from './jobs/queue.ts';
import { JobStore } from './jobs/store.ts';
import { workerOf } from './jobs/worker.ts';
import { pageRoutes } from './pages/routes.ts';
import { Service } from './service.ts';

export interface ServerOptions {
  readonly config: ServiceFile;
  readonly configPath: string;
  readonly home: string;
  readonly bazel: readonly string[];
  readonly module: Module;
  readonly tokens: Tokens;
  readonly loopback: boolean;
  readonly log: boolean;
  readonly now?: () => string;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly queue: Queue;
  readonly context: JobContext;
  /** Ends everything; jobs that run are taken up at the next start. */
  readonly close: () => Promise<void>;
}

/** @throws InputError EV9222 where another server works in this folder, EV9104 */
export function createServer(options: ServerOptions): Server {
  const { config, tokens, loopback, log, now = () => new Date().toISOString() } = options;
  const home = homeAt(options.home);
  for (const folder of [home.folder, home.workspace, home.results, home.work]) mkdirSync(folder, { recursive: true });
  const lock = lockHome(home.folder);
  const workspace = new Workspace(home.workspace);
  prepare(workspace, options);
  const index = new ReportIndex(join(home.folder, 'index.db'));
  const jobs = new JobStore(join(home.folder, 'jobs.db'), { now, newId: () => randomBytes(4).toString('hex') });
  const bazel = bazelIn(home.workspace, options.bazel, config.bazel.flags, config.limits.job_seconds);
  const context: JobContext = { config, home, workspace, bazel, index, now };
  const counters = new Counters();
  const queue = new Queue(jobs, workerOf(context), (error, id) =>
    app.log.error({ err: error, job: id }, 'a job failed, or could not be written down'),
  );
  const service = new Service(context, jobs, queue);
  const api = apiRoutes({ service, jobs, home, counters, tokens });
  const documented = openApi(api, { secured: tokens.access !== undefined });
  const routes: Route[] = [
    ...api,
    ...pageRoutes(service, context, tokens),
    route('GET /openapi.json', { summary: 'This document', answer: 'application/json', handle: () => json(documented) }),
  ];
  const app: FastifyInstance = createApp({ routes, tokens, bodyBytes: config.limits.body_bytes, counters, loopback, log });

  for (const { code, location, message } of refresh(index, home.results)) app.log.warn({ code, location }, message);
  const { again, givenUp } = jobs.recover();
  if (again.length + givenUp.length > 0) app.log.info({ again, givenUp }, 'jobs were interrupted');
  queue.wake();
  const close = async (): Promise<void> => {
    await app.close();
    await queue.stop();
    jobs.close();
    index.close();
    lock.close();
  };
  return { app, queue, context, close };
}

/** One server a folder. The lock is SQLite's, which the system lets go when a process ends in whatever way. */
function lockHome(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    throw new InputError({ code: 'EV9222', location: 'home', message: 'another server works in this folder' });
  }
}

function prepare(workspace: Workspace, { config, configPath, module }: ServerOptions): void {
  workspace.prepare(module);
  for (const [name, declared] of Object.entries(config.evaluations)) {
    const text = criteriaText(declared, configPath);
    if (text === undefined) continue;
    workspace.write(`evaluations/${name}/criteria.yaml`, text);
    const call = { rule: 'criteria', attributes: { name: 'criteria', src: 'criteria.yaml' } };
    workspace.write(`evaluations/${name}/BUILD.bazel`, buildFile(declared.title || name, [call]));
  }
}

/** Takes results into the index that it does not have: after a crash between the two, or where the index was deleted. */
function refresh(index: ReportIndex, results: string) {
  for (const name of readdirSync(results)) if (name.startsWith('.')) rmSync(join(results, name), { recursive: true, force: true });
  const { results: found, problems } = readResults(results, new Set(index.runs().map(({ id }) => id)));
  index.add(...found);
  return problems;
}

/** The token in a file that the operator names, without the line feed at its end. */
export function tokenIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const file = typedPath(path);
  const token = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (token.length >= 16) return token;
  throw new InputError({ code: 'EV9223', location: 'token file', message: 'expected a file with a token of at least 16 characters' });
}
