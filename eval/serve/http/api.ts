/** The routes of the API. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { name } from '../../contracts/common.ts';
import {
  anyJob,
  board,
  compareRequest,
  evalRequest,
  health,
  history,
  jobKind,
  jobList,
  jobStatus,
  type PromoteRequest,
  promoteJob,
  promoteRequest,
  promotions,
  type RegisterRequest,
  registerJob,
  registerRequest,
  rollbackRequest,
  type TrainRequest,
  trainJob,
  trainRequest,
} from '../../contracts/service.ts';
import { unreadable } from '../../io/files.ts';
import type { JobStore } from '../jobs/store.ts';
import { fileBelow } from '../paths.ts';
import { promotionsIn, rollBack } from '../promotions.ts';
import type { Service } from '../service.ts';
import type { Counters } from './counters.ts';
import { checkPromotion, type Tokens } from './guard.ts';
import { HttpProblem } from './problem.ts';
import { type Asked, json, type Route } from './route.ts';

export interface ApiOptions {
  readonly service: Service;
  readonly jobs: JobStore;
  readonly store: string;
  readonly results: string;
  readonly counters: Counters;
  readonly tokens: Tokens;
}

const jobId = z.strictObject({ job_id: z.string().min(1).max(100) });
const keyed = z.object({ 'Idempotency-Key': z.string().min(1).max(200).optional().describe('Two requests with one key are one job') });
const keyOf = ({ headers }: Asked): string | null => {
  const key = headers['idempotency-key'] ?? null;
  if (key !== null && (key === '' || key.length > 200)) {
    throw new HttpProblem('EV9202', 'Idempotency-Key: expected 1 to 200 characters', [
      { loc: ['header', 'idempotency-key'], msg: 'expected 1 to 200 characters' },
    ]);
  }
  return key;
};
const limit = (standard: number) => z.int().min(1).max(1000).default(standard).describe('Most results');
const taken = [400, 403, 404, 409, 422, 429];

export function apiRoutes({ service, jobs, store, results, counters, tokens }: ApiOptions): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/vision/eval',
      summary: 'Evaluates a model',
      body: evalRequest,
      headers: keyed,
      answers: { 200: anyJob },
      refuses: taken,
      handle: (asked) => json(service.evaluate(asked.body as z.output<typeof evalRequest>, keyOf(asked))),
    },
    {
      method: 'POST',
      path: '/v1/vision/eval/compare',
      summary: 'Compares two models on the same data',
      body: compareRequest,
      headers: keyed,
      answers: { 200: anyJob },
      refuses: taken,
      handle: (asked) => json(service.compare(asked.body as z.output<typeof compareRequest>, keyOf(asked))),
    },
    {
      method: 'GET',
      path: '/v1/vision/eval/leaderboard',
      summary: 'Models by their best run on one suite: that of the dataset, else the one that was used last',
      query: z.strictObject({
        dataset: z.string().max(1000).optional().describe('As evaluations called it'),
        limit: limit(20),
        weights: z.record(name, z.number().nonnegative()).optional().describe('JSON: other weights, applied to the raw metrics'),
      }),
      answers: { 200: board },
      refuses: [],
      handle: ({ query }) => json(service.board(query as { dataset?: string; limit: number; weights?: Record<string, number> }).entries),
    },
    {
      method: 'GET',
      path: '/v1/vision/eval/leaderboard/{model_name}',
      summary: 'All runs of a model, the newest first',
      parameters: z.strictObject({ model_name: z.string().min(1).max(200) }),
      query: z.strictObject({ limit: limit(50) }),
      answers: { 200: history },
      refuses: [404],
      handle: ({ parameters, query }) => json(service.history(parameters['model_name'] ?? '', query['limit'] as number)),
    },
    {
      method: 'GET',
      path: '/v1/vision/eval/{job_id}',
      summary: 'An evaluation or a comparison',
      parameters: jobId,
      answers: { 200: anyJob },
      refuses: [404],
      handle: ({ parameters }) => json(service.job(parameters['job_id'] ?? '', ['eval', 'compare'])),
    },
    {
      method: 'POST',
      path: '/v1/vision/train',
      summary: "Trains a model by the operator's program, and evaluates and promotes it where asked for",
      body: trainRequest,
      headers: keyed,
      answers: { 200: trainJob },
      refuses: [...taken, 501],
      handle: (asked) => json(service.train(asked.body as TrainRequest, keyOf(asked), () => checkPromotion(asked.request, undefined, tokens))),
    },
    {
      method: 'GET',
      path: '/v1/vision/train/{job_id}',
      summary: 'A training',
      parameters: jobId,
      answers: { 200: trainJob },
      refuses: [404],
      handle: ({ parameters }) => json(service.job(parameters['job_id'] ?? '', ['train'])),
    },
    {
      method: 'GET',
      path: '/v1/vision/jobs',
      summary: 'Jobs, the newest first',
      query: z.strictObject({ status: jobStatus.optional(), limit: limit(50) }),
      answers: { 200: jobList },
      refuses: [],
      handle: ({ query }) => json(service.list(query as { limit: number })),
    },
    {
      method: 'GET',
      path: '/v1/vision/jobs/{job_id}',
      summary: 'Any job',
      parameters: jobId,
      answers: { 200: anyJob },
      refuses: [404],
      handle: ({ parameters }) => json(service.job(parameters['job_id'] ?? '', jobKind.options)),
    },
    {
      method: 'POST',
      path: '/v1/vision/jobs/{job_id}/cancel',
      summary: 'Cancels a job; one that has ended stays as it is',
      parameters: jobId,
      answers: { 200: anyJob },
      refuses: [403, 404, 413, 415, 400],
      handle: ({ parameters }) => json(service.cancel(parameters['job_id'] ?? '')),
    },
    {
      method: 'POST',
      path: '/v1/vision/promote',
      summary: 'Moves what is in service to the candidate of an evaluation, on a go whose every digest holds',
      body: promoteRequest,
      headers: keyed,
      moves: true,
      answers: { 200: promoteJob },
      refuses: taken,
      handle: (asked) => json(service.promote(asked.body as PromoteRequest, keyOf(asked))),
    },
    {
      method: 'POST',
      path: '/v1/vision/criteria',
      summary: 'Registers by which criteria a model will be judged, before there is a result',
      body: registerRequest,
      headers: keyed,
      moves: true,
      answers: { 200: registerJob },
      refuses: taken,
      handle: (asked) => json(service.register(asked.body as RegisterRequest, keyOf(asked))),
    },
    {
      method: 'POST',
      path: '/v1/vision/rollback',
      summary: 'Moves what is in service back to a version that was in service before',
      body: rollbackRequest,
      moves: true,
      answers: { 200: z.strictObject({ text: z.string() }) },
      refuses: [409],
      handle: ({ body }) => json({ text: rollBack(store, body as z.output<typeof rollbackRequest>) }),
    },
    {
      method: 'GET',
      path: '/v1/vision/promotions',
      summary: 'What is in service, and everything that was done or refused',
      answers: { 200: promotions },
      refuses: [],
      handle: () => json(promotionsIn(store)),
    },
    {
      method: 'GET',
      path: '/reports/{job_id}/{file}',
      summary: "A file of a job's report",
      parameters: z.strictObject({ job_id: z.string().min(1).max(100), file: z.string().min(1).max(300) }),
      answers: { 200: 'application/octet-stream' },
      refuses: [404],
      handle: ({ parameters }) => reportFile(results, parameters['job_id'] ?? '', parameters['file'] ?? ''),
    },
    {
      method: 'GET',
      path: '/health',
      summary: 'Whether the service works',
      answers: { 200: health },
      refuses: [],
      handle: () => json({ status: 'ok', queued: jobs.count('queued'), running: jobs.count('running') }),
    },
    {
      method: 'GET',
      path: '/metrics',
      summary: 'Counters in the format of Prometheus',
      answers: { 200: 'text/plain' },
      refuses: [],
      handle: () => ({ status: 200, content: counters.text(jobs), type: 'text/plain; version=0.0.4; charset=utf-8' }),
    },
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
    content: read(inside.path),
    type,
    headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'; sandbox" },
  };
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable('report', error);
  }
}
