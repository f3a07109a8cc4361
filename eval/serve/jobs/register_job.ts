/** A registration: the criteria of an evaluation, as Bazel reads them, become those of a model before it has a result. */
import { policyFile } from '../../contracts/criteria.ts';
import type { Registration } from '../../contracts/service.ts';
import { readJson } from '../../io/files.ts';
import { register } from '../../promote/register.ts';
import { surroundingsOf } from '../promotions.ts';
import { builtFiles } from './built.ts';
import { evaluationOf, type JobContext } from './context.ts';
import { errorIn } from './errors.ts';
import { criteriaOf } from './eval_job.ts';
import { JobFailure, type Running } from './queue.ts';
import type { RegisterTask } from './tasks.ts';

/** @throws JobFailure for criteria with mistakes, and for a store that is damaged or locked */
export async function registerJob({ evaluation, request }: RegisterTask, running: Running, context: JobContext): Promise<Registration> {
  const declared = evaluationOf(context, evaluation);
  const [path = ''] = await builtFiles([criteriaOf(evaluation, declared)], 'policy.json', running, context);
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
