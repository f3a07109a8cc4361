/** Training by the operator's program; then, where asked for, evaluation and promotion. The job ends when all of it has. */
import { constants, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as z from 'zod';
import type { Promotion, TrainResult } from '../../contracts/service.ts';
import { trainingRequest } from '../../contracts/training_request.ts';
import { writeJson } from '../../io/files.ts';
import { versionsOf } from '../models.ts';
import { onlyCheckpointIn } from './checkpoints.ts';
import type { JobContext } from './context.ts';
import { evalJob } from './eval_job.ts';
import { runProgram } from './program.ts';
import { runPromotion } from './promotion_jobs.ts';
import { JobFailure, type Running } from './queue.ts';
import type { Job } from './store.ts';
import type { Task } from './tasks.ts';

const doneSteps = z.object({ training: z.boolean().default(false), trained: z.strictObject({ version: z.string(), file: z.string() }).optional() });

/** @throws JobFailure EV9211, EV9233 and what evaluation and promotion throw */
export async function trainJob(job: Job, task: Task<'train'>, running: Running, context: JobContext): Promise<TrainResult> {
  const { request } = task;
  const done = doneSteps.parse(job.done);
  if (done.training && done.trained === undefined) throw new JobFailure('EV9233', 'the server ended while the program trained');
  const trained = done.trained ?? (await train(job.id, task, within(running, 0, 0.6), context));
  running.done({ trained });

  const isJudged = request.auto_eval || request.auto_promote;
  const model = { name: request.model, file: trained.file, version: trained.version };
  const weights = request.eval_weights ?? {};
  const evaluation = isJudged ? await evalJob(job.id, { ...task, model, weights }, within(running, 0.6, 0.95), context) : null;
  const promotion = request.auto_promote ? await promoted(job.id, request.model, running, context) : null;
  return { model: request.model, version: trained.version, evaluation, promotion };
}

function promoted(id: string, model: string, running: Running, context: JobContext): Promise<Promotion> {
  const run = context.index.run(id);
  const known = context.config.promotion.registered_criteria && run !== undefined ? context.index.knownSince(run.suite, run.candidate) : null;
  const args = ['--actor', `training job ${id}`, '--reason', 'auto_promote', ...(known === null ? [] : ['--registered-before', known])];
  return runPromotion(id, model, args, within(running, 0.95, 1), context);
}

/** The new version is a file beside the others. What is in service does not move. */
async function train(id: string, task: Task<'train'>, running: Running, { config, home }: JobContext): Promise<{ version: string; file: string }> {
  if (config.training === undefined) throw new JobFailure('EV9211', 'service.yaml has no program for training');
  const folder = join(home.work, 'training', id);
  const output = join(folder, 'output');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const { request, dataset } = task;
  const told = { model: request.model, task: request.task, config: request.config, dataset: dataset.kind === 'file' ? dataset.path : dataset.name };
  writeJson(join(folder, 'request.json'), trainingRequest, { schemaVersion: 1, kind: 'training_request', ...told, output });
  running.done({ training: true });
  running.progress(0, 'training');
  await runProgram(config.training, [join(folder, 'request.json')], running.signal, (line) => {
    const share = progressIn(line);
    if (share !== undefined) running.progress(share, 'training');
  });
  const made = onlyCheckpointIn(output);
  const number = 1 + Math.max(0, ...versionsOf(request.model, config.models).map((version) => version.number));
  const file = join(config.models, request.model, `v${number}${extname(made)}`);
  mkdirSync(join(config.models, request.model), { recursive: true });
  copyFileSync(made, file, constants.COPYFILE_EXCL);
  return { version: `v${number}`, file };
}

const progressLine = z.looseObject({ progress: z.number().min(0).max(1) });

/** A line `{"progress": 0.4}`; programs print other things too. */
function progressIn(line: string): number | undefined {
  try {
    return progressLine.parse(JSON.parse(line)).progress;
  } catch {
    return undefined;
  }
}

/** A part of a job tells its own progress from 0 to 1. */
function within(running: Running, from: number, to: number): Running {
  return { ...running, progress: (share, stage) => running.progress(from + (to - from) * share, stage) };
}
