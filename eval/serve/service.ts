/** What requests do: names resolved, jobs taken in, results looked up. Knows no HTTP but its refusals. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import type { Scoring } from '../contracts/leaderboard.ts';
import type * as contract from '../contracts/service.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { digestOf } from '../io/digest.ts';
import { byText } from '../io/order.ts';
import { boardOf, historyOf, type ScoredRun } from '../leaderboard/history.ts';
import type { Ranking } from '../leaderboard/rank.ts';
import { reweighted } from '../leaderboard/scoring.ts';
import type { IndexedRun } from '../leaderboard/store/index.ts';
import { scoringOf, whereOf } from './config.ts';
import { resolveDataset } from './datasets.ts';
import { HttpProblem, refuseField } from './http/problem.ts';
import type { JobContext } from './jobs/context.ts';
import type { Queue } from './jobs/queue.ts';
import type { Job, JobStore } from './jobs/store.ts';
import { type FoundDataset, type FoundModel, modelsOf, type Task } from './jobs/tasks.ts';
import { resolveModel } from './models.ts';
import { fieldsOf } from './results.ts';

/** Models on one suite, and what a page says beside them. */
export interface Board {
  readonly dataset: string;
  readonly scoring: Scoring | null;
  readonly fields: readonly string[];
  /** How many candidates the data have judged. */
  readonly judged: number;
  readonly entries: z.output<typeof contract.board>;
  readonly leftOut: Ranking<ScoredRun>['leftOut'];
}

export class Service {
  readonly #context: JobContext;
  readonly #jobs: JobStore;
  readonly #queue: Queue;

  constructor(context: JobContext, jobs: JobStore, queue: Queue) {
    this.#context = context;
    this.#jobs = jobs;
    this.#queue = queue;
  }

  evaluate(request: z.output<typeof contract.evalRequest>, key: string | null): contract.JobAnswer {
    const { evaluation, declared } = this.#evaluation(request.evaluation);
    const model = this.#model(request.model, 'model');
    const weights = request.weights ?? {};
    this.#checkWeights(declared, weights, ['body', 'weights']);
    const task = { evaluation, model, dataset: this.#dataset(request.dataset, declared), imgsz: request.imgsz, weights };
    return this.#submit('eval', task, request, key);
  }

  compare(request: z.output<typeof contract.compareRequest>, key: string | null): contract.JobAnswer {
    const { evaluation, declared } = this.#evaluation(request.evaluation);
    const [a, b] = [this.#model(request.model_a, 'model_a'), this.#model(request.model_b, 'model_b')];
    if (a.file === b.file) refuseField('EV9219', 'model_b', 'model_a and model_b are one checkpoint', 'the same file as model_a');
    const task = { evaluation, a, b, dataset: this.#dataset(request.dataset, declared), imgsz: request.imgsz };
    return this.#submit('compare', task, request, key);
  }

  /** @param mayPromote whether the request carries the promotion token, or the operator needs none */
  train(request: contract.TrainRequest, key: string | null, mayPromote: () => void): contract.JobAnswer {
    const { config } = this.#context;
    if (config.training === undefined)
      throw new HttpProblem('EV9211', 'this service has no program for training: train elsewhere, and evaluate the checkpoint');
    const { evaluation, declared } = this.#evaluation(request.evaluation);
    const dataset = this.#dataset(request.dataset, declared);
    this.#checkWeights(declared, request.eval_weights ?? {}, ['body', 'eval_weights']);
    if (request.auto_promote && !config.promotion.automatic) mayPromote();
    const task = { evaluation, dataset, imgsz: request.config.imgsz, request };
    return this.#submit('train', task, request, key);
  }

  promote(request: contract.PromoteRequest, key: string | null): contract.JobAnswer {
    const job = this.#jobs.get(request.job_id);
    const run = this.#context.index.run(request.job_id);
    if (job === undefined) return refuseField('EV9208', 'job_id', 'there is no such job');
    if (run === undefined || job.kind === 'compare')
      return refuseField('EV9215', 'job_id', 'the job is no completed evaluation of one model', 'no completed evaluation');
    if (request.force && request.reason === undefined) refuseField('EV9202', 'reason', 'force needs a reason', 'is missing; force needs one');
    const { config, index } = this.#context;
    const knownSince = config.promotion.registered_criteria ? index.knownSince(run.suite, run.candidate) : null;
    return this.#submit('promote', { request, model: run.model, knownSince }, request, key);
  }

  register(request: contract.RegisterRequest, key: string | null): contract.JobAnswer {
    const { evaluation } = this.#evaluation(request.evaluation);
    return this.#submit('register', { evaluation, request }, request, key);
  }

  job(id: string, kinds: readonly contract.JobKind[]): contract.JobAnswer {
    const job = this.#jobs.get(id);
    if (job === undefined || !kinds.includes(job.kind)) throw new HttpProblem('EV9208', 'there is no such job');
    return this.answer(job);
  }

  /** What the first model of a job was called; null where the job is unknown or named no version. */
  versionOf(id: string): string | null {
    return modelsOf(this.#jobs.get(id)?.task)[0]?.version ?? null;
  }

  list(filter: { readonly status?: contract.JobStatus | undefined; readonly limit: number }): contract.JobAnswer[] {
    return this.#jobs.list(filter).map((job) => this.answer(job));
  }

  cancel(id: string): contract.JobAnswer {
    const job = this.#queue.cancel(id);
    if (job === undefined) throw new HttpProblem('EV9208', 'there is no such job');
    return this.answer(job);
  }

  /** Models on one suite: that of the data asked for, else the one that was used last. */
  board({
    dataset,
    limit,
    weights = {},
  }: {
    readonly dataset?: string | undefined;
    readonly limit: number;
    readonly weights?: Readonly<Record<string, number>> | undefined;
  }): Board {
    const { index } = this.#context;
    const newest = index.runs(dataset === undefined || dataset === '' ? {} : { dataset })[0];
    if (newest === undefined) return { dataset: '', scoring: null, fields: [], judged: 0, entries: [], leftOut: [] };
    const { declared, scoring } = this.#scoringOf(newest);
    if (Object.keys(weights).length > 0) this.#checkWeights(declared, weights, ['query', 'weights']);
    const weighted = reweighted(scoring, weights);
    const { entries, leftOut } = boardOf(index, newest.suite, weighted);
    const shown = entries.slice(0, limit).map((entry) => {
      const { rank, runs, score } = entry;
      return { ...this.#fieldsOf(entry.id, declared), rank, ...named(entry, { score }), runs };
    });
    const judged = Math.max(0, ...index.corpora(newest.id).map((corpus) => index.judged(corpus)));
    return { dataset: newest.dataset, scoring: weighted, fields: Object.keys(declared.fields), judged, entries: shown, leftOut };
  }

  /** What data were called, by anybody who asked for an evaluation. */
  datasets(): string[] {
    return [...new Set(this.#context.index.runs().map(({ dataset }) => dataset))].sort(byText);
  }

  history(model: string, limit: number) {
    const { index } = this.#context;
    const runs = historyOf(index, model, (run) => this.#scoringOf(run).scoring);
    if (runs.length === 0) throw new HttpProblem('EV9216', `no evaluation of ${model} is known`);
    return runs.slice(0, limit).map((run) => {
      const { score, change } = run;
      return { ...this.#fieldsOf(run.id, this.#scoringOf(run).declared), ...named(run, { score, change }) };
    });
  }

  #fieldsOf(run: string, declared: contract.DeclaredEvaluation): Record<string, unknown> {
    const { index } = this.#context;
    const places = Object.values(declared.fields).map((field) => ({ metric: field.metric, where: whereOf(field) }));
    const parts = Object.values(declared.parts).flatMap((one) => index.parts(run, one));
    return fieldsOf([...index.numbers(run, places), ...parts], declared);
  }

  answer(job: Job): contract.JobAnswer {
    const { id, kind, status, created_at, started_at, completed_at, progress, stage, error } = job;
    const about = modelsOf(job.task);
    return {
      job_id: id,
      kind,
      models: about.map(({ name }) => name),
      versions: about.map(({ version }) => version),
      status,
      created_at,
      started_at,
      completed_at,
      progress,
      stage,
      result: job.result as contract.JobAnswer['result'],
      error,
      links: this.#links(job),
    };
  }

  #links({ id, kind }: Job): Record<string, string> {
    const self = `/v1/vision/${kind === 'train' ? 'train' : kind === 'promote' || kind === 'register' ? 'jobs' : 'eval'}/${id}`;
    const page = `/jobs/${id}`;
    if (!existsSync(join(this.#context.home.results, id, 'report.json'))) return { self, page };
    return { self, page, report: `/reports/${id}/report.html`, report_json: `/reports/${id}/report.json`, metrics: `/reports/${id}/metrics.csv` };
  }

  #submit<K extends contract.JobKind>(kind: K, task: Task<K>, request: unknown, key: string | null): contract.JobAnswer {
    const submitted = this.#jobs.submit({ kind, task, requestDigest: digestOf([kind, request]), key }, this.#context.config.limits.queue);
    if (submitted.outcome === 'full') throw new HttpProblem('EV9207', 'too many jobs wait; ask again later');
    if (submitted.outcome === 'conflict') throw new HttpProblem('EV9212', 'the Idempotency-Key was used for another request');
    if (submitted.outcome === 'new') this.#queue.wake();
    return this.answer(submitted.job);
  }

  #evaluation(asked: string | undefined): { evaluation: string; declared: contract.DeclaredEvaluation } {
    const { evaluations } = this.#context.config;
    const names = Object.keys(evaluations);
    const evaluation = asked ?? names[0] ?? '';
    const declared = Object.hasOwn(evaluations, evaluation) ? evaluations[evaluation] : undefined;
    if (declared !== undefined) return { evaluation, declared };
    const detail = `no evaluation is called ${evaluation}${nearestText(evaluation, names)}`;
    return refuseField('EV9214', 'evaluation', detail, `${detail}; expected ${names.join(', ')}`);
  }

  #model(asked: string, field: string): FoundModel {
    const { config, home } = this.#context;
    const found = resolveModel(asked, field, { models: config.models, store: home.store });
    if (!found.file.endsWith('.pt') || config.exporter !== undefined) return found;
    const detail = 'a PyTorch checkpoint, and no exporter is declared: export it (yolo export model=best.pt format=onnx) and give the .onnx';
    return refuseField('EV9205', field, detail);
  }

  #dataset(asked: string, declared: contract.DeclaredEvaluation): FoundDataset {
    return resolveDataset(asked, declared, this.#context.config.datasets);
  }

  #checkWeights(declared: contract.DeclaredEvaluation, weights: Readonly<Record<string, number>>, where: readonly [string, string]): void {
    try {
      reweighted(scoringOf(declared), weights);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const problems = error.problems.map(({ location, message }) => ({ loc: [...where, ...location.split('.').slice(1)], msg: message }));
      throw new HttpProblem('EV9101', problems[0]?.msg ?? '', problems);
    }
  }

  /** By the evaluation that made the run; a job that is no longer known, or whose evaluation has gone, by the first one. */
  #scoringOf(run: IndexedRun): { declared: contract.DeclaredEvaluation; scoring: Scoring } {
    const task = this.#jobs.get(run.id)?.task as Partial<Task<'eval'>> | undefined;
    const { evaluations } = this.#context.config;
    const declared = evaluations[task?.evaluation ?? ''] ?? Object.values(evaluations)[0];
    if (declared === undefined) throw new Error('a service has an evaluation');
    return { declared, scoring: scoringOf(declared) };
  }
}

/** A run as clients know it, with its score. */
function named<S extends object>({ id, model, dataset, finished, verdict, suite }: IndexedRun, score: S) {
  return { model_name: model, ...score, dataset, timestamp: finished, verdict, suite, job_id: id };
}
