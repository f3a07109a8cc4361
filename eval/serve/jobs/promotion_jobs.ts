/** Jobs that change the promotion store: promotions and registrations. */
import { policyFile } from '../../contracts/criteria.ts';
import type { Promotion, Registration } from '../../contracts/service.ts';
import { readJson } from '../../io/files.ts';
import { register } from '../../promote/register.ts';
import { inService } from '../models.ts';
import { surroundingsOf } from '../promotions.ts';
import { evaluationOf, type JobContext } from './context.ts';
import { errorIn, withoutPaths } from './errors.ts';
import { criteriaOf } from './eval_job.ts';
import { JobFailure, type Running } from './queue.ts';
import type { Task } from './tasks.ts';

/** The target of the job's own evaluation, as anybody would run it by hand. */
export function promoteJob({ request, model, knownSince }: Task<'promote'>, running: Running, context: JobContext): Promise<Promotion> {
  const { job_id: id, actor, reason, force, expect_current: expected, allow_other_baseline: other } = request;
  const given = { actor, reason, 'expect-current': expected, 'allow-other-baseline': other, 'registered-before': knownSince ?? undefined };
  const args = Object.entries(given).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`, value]));
  return runPromotion(id, model, [...args, ...(force ? ['--force'] : [])], running, context);
}

/**
 * Runs `//jobs/<id>:report.promote`. A refusal is a result, and it stands in the store's audit trail.
 * @throws JobFailure for wrong usage and for a store that is damaged or locked
 */
export async function runPromotion(id: string, channel: string, args: readonly string[], running: Running, context: JobContext): Promise<Promotion> {
  running.progress(0, 'promoting');
  const words = ['run', '--color=no', '--curses=no', '--ui_event_filters=-info', '--noshow_progress', `//jobs/${id}:report.promote`, '--'];
  const { exitCode, output } = await context.bazel.run([...words, '--store', context.home.store, '--channel', channel, ...args], running.signal);
  const text = withoutPaths(saidIn(output));
  const version = inService(channel, context.home.store)?.version ?? null;
  if (exitCode === 0) return { outcome: text.startsWith('nothing to do') ? 'unchanged' : 'promoted', channel, version, text };
  if (exitCode === 1 && text.startsWith('refused')) return { outcome: 'refused', channel, version, text };
  const [, code = 'EV9230', message = `the promotion ended with ${exitCode}`] = /^error (EV\d{4}) {2}.*\n {2}(.*)$/m.exec(output) ?? [];
  throw new JobFailure(code, message);
}

/** What the promotion itself printed, without what Bazel did. */
function saidIn(output: string): string {
  const at = output.search(/^(promoted:|nothing to do:|refused:)/m);
  return at < 0 ? '' : output.slice(at).trimEnd();
}

/**
 * A registration: the criteria of an evaluation, as Bazel reads them, become those of a model before it has a result.
 * @throws JobFailure for criteria with mistakes, and for a store that is damaged or locked
 */
export async function registerJob({ evaluation, request }: Task<'register'>, running: Running, context: JobContext): Promise<Registration> {
  const declared = evaluationOf(context, evaluation);
  const [path = ''] = await context.bazel.files([criteriaOf(evaluation, declared)], 'policy.json', running);
  const policy = readJson(path, policyFile);
  const { model: channel, actor, reason = null } = request;
  const asked = { channel, actor, reason, expectCurrent: null, what: { policy } };
  const { exitCode, text } = register(asked, surroundingsOf(context.home.store, context.now));
  if (exitCode !== 0) {
    const { code, message } = errorIn(text, exitCode);
    throw new JobFailure(code, message);
  }
  return { model: channel, evaluation, criteria: policy.digest, text: text.trimEnd() };
}
