/** The routes of the API. */
import { join } from 'node:path';
import * as z from 'zod';
import { name } from '../../contracts/common.ts';
import * as contract from '../../contracts/service.ts';
import { readBytes } from '../../io/files.ts';
import type { Home } from '../jobs/context.ts';
import type { JobStore } from '../jobs/store.ts';
import { fileBelow } from '../paths.ts';
import { promotionsIn, rollBack } from '../promotions.ts';
import type { Service } from '../service.ts';
import type { Counters } from './counters.ts';
import { checkPromotion, type Tokens } from './guard.ts';
import { HttpProblem } from './problem.ts';
import { type Asked, jobId, json, type Route, route } from './route.ts';

export interface Desk {
  readonly service: Service;
  readonly jobs: JobStore;
  readonly home: Home;
  readonly counters: Counters;
  readonly tokens: Tokens;
}

const keyed = z.object({ 'Idempotency-Key': z.string().min(1).max(200).optional().describe('Two requests with one key are one job') });
const keyOf = ({ request: { headers } }: Asked): string | null => {
  const key = headers['idempotency-key']?.toString() ?? null;
  if (key !== null && (key === '' || key.length > 200)) {
    throw new HttpProblem('EV9202', 'Idempotency-Key: expected 1 to 200 characters', [
      { loc: ['header', 'idempotency-key'], msg: 'expected 1 to 200 characters' },
    ]);
  }
  return key;
};
const limit = (standard: number) => z.int().min(1).max(1000).default(standard).describe('Most results');

/** A request that becomes a job. */
function submission<B extends z.ZodObject>(
  path: string,
  summary: string,
  { body, answer, ...more }: Pick<Route, 'answer' | 'moves'> & { readonly body: B; readonly refuses?: readonly number[] },
  submit: (request: z.output<B>, key: string | null, asked: Asked) => contract.JobAnswer,
): Route {
  const refuses = [400, 403, 404, 409, 422, 429, ...(more.refuses ?? [])];
  const handle = (asked: Asked<z.output<B>>) => json(submit(asked.body, keyOf(asked), asked));
  return route(`POST /v1/vision/${path}`, { summary, body, headers: keyed, answer, ...more, refuses, handle });
}

export function apiRoutes({ service, jobs, home, counters, tokens }: Desk): Route[] {
  const jobAt = (path: string, summary: string, answer: z.ZodType, kinds: readonly contract.JobKind[]): Route =>
    route(`GET /v1/vision/${path}/{job_id}`, {
      summary,
      parameters: jobId,
      answer,
      refuses: [404],
      handle: ({ parameters }) => json(service.job(parameters.job_id, kinds)),
    });
  return [
    submission('eval', 'Evaluates a model', { body: contract.evalRequest, answer: contract.anyJob }, (request, key) =>
      service.evaluate(request, key),
    ),
    submission('eval/compare', 'Compares two models on the same data', { body: contract.compareRequest, answer: contract.anyJob }, (request, key) =>
      service.compare(request, key),
    ),
    route('GET /v1/vision/eval/leaderboard', {
      summary: 'Models by their best run on one suite: that of the dataset, else the one that was used last',
      query: z.strictObject({
        dataset: z.string().max(1000).optional().describe('As evaluations called it'),
        limit: limit(20),
        weights: z.record(name, z.number().nonnegative()).optional().describe('JSON: other weights, applied to the raw metrics'),
      }),
      answer: contract.board,
      handle: ({ query }) => json(service.board(query).entries),
    }),
    route('GET /v1/vision/eval/leaderboard/{model_name}', {
      summary: 'All runs of a model, the newest first',
      parameters: z.strictObject({ model_name: z.string().min(1).max(200) }),
      query: z.strictObject({ limit: limit(50) }),
      answer: contract.history,
      refuses: [404],
      handle: ({ parameters, query }) => json(service.history(parameters.model_name, query.limit)),
    }),
    jobAt('eval', 'An evaluation or a comparison', contract.anyJob, ['eval', 'compare']),
    submission(
      'train',
      "Trains a model by the operator's program, and evaluates and promotes it where asked for",
      { body: contract.trainRequest, answer: contract.trainJob, refuses: [501] },
      (request, key, asked) => service.train(request, key, () => checkPromotion(asked.request, undefined, tokens)),
    ),
    jobAt('train', 'A training', contract.trainJob, ['train']),
    route('GET /v1/vision/jobs', {
      summary: 'Jobs, the newest first',
      query: z.strictObject({ status: contract.jobStatus.optional(), limit: limit(50) }),
      answer: contract.jobList,
      handle: ({ query }) => json(service.list(query)),
    }),
    jobAt('jobs', 'Any job', contract.anyJob, contract.jobKind.options),
    route('POST /v1/vision/jobs/{job_id}/cancel', {
      summary: 'Cancels a job; one that has ended stays as it is',
      parameters: jobId,
      answer: contract.anyJob,
      refuses: [403, 404, 413, 415, 400],
      handle: ({ parameters }) => json(service.cancel(parameters.job_id)),
    }),
    submission(
      'promote',
      'Moves what is in service to the candidate of an evaluation, on a go whose every digest holds',
      { body: contract.promoteRequest, answer: contract.promoteJob, moves: true },
      (request, key) => service.promote(request, key),
    ),
    submission(
      'criteria',
      'Registers by which criteria a model will be judged, before there is a result',
      { body: contract.registerRequest, answer: contract.registerJob, moves: true },
      (request, key) => service.register(request, key),
    ),
    route('POST /v1/vision/rollback', {
      summary: 'Moves what is in service back to a version that was in service before',
      body: contract.rollbackRequest,
      moves: true,
      answer: z.strictObject({ text: z.string() }),
      refuses: [409],
      handle: ({ body }) => json({ text: rollBack(home.store, body) }),
    }),
    route('GET /v1/vision/promotions', {
      summary: 'What is in service, and everything that was done or refused',
      answer: contract.promotions,
      handle: () => json(promotionsIn(home.store)),
    }),
    route('GET /reports/{job_id}/{file}', {
      summary: "A file of a job's report",
      parameters: jobId.extend({ file: z.string().min(1).max(300) }),
      answer: 'application/octet-stream',
      refuses: [404],
      handle: ({ parameters: { job_id, file } }) => reportFile(home.results, job_id, file),
    }),
    route('GET /health', {
      summary: 'Whether the service works',
      answer: contract.health,
      handle: () => json({ status: 'ok', queued: jobs.count('queued'), running: jobs.count('running') }),
    }),
    route('GET /metrics', {
      summary: 'Counters in the format of Prometheus',
      answer: 'text/plain',
      handle: () => ({ status: 200, content: counters.text(jobs), type: 'text/plain; version=0.0.4; charset=utf-8' }),
    }),
  ];
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  png: 'image/png',
  svg: 'image/svg+xml',
};

/** A report is a document of its own: it may run its own style and nothing else. */
function reportFile(results: string, id: string, file: string) {
  const type = types[file.split('.').at(-1) ?? ''];
  const inside = /^[0-9a-f]{8}$/.test(id) && /^[\w.-]+$/.test(file) ? fileBelow(results, join(id, file)) : undefined;
  if (inside?.ok !== true || type === undefined) throw new HttpProblem('EV9216', 'there is no such file of a report');
  return {
    status: 200,
    content: readBytes(inside.path),
    type,
    headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'; sandbox" },
  };
}
