/** Two models in one evaluation: a is the candidate, b what it is held against. */
import type { CompareResult } from '../../contracts/service.ts';
import { compareResult } from '../results.ts';
import { backendOf, checkpointOf } from './checkpoints.ts';
import { evaluationOf, type JobContext } from './context.ts';
import { buildReport, corporaOf, criteriaOf } from './eval_job.ts';
import { JobFailure, type Running } from './queue.ts';
import type { FoundModel, Task } from './tasks.ts';

/** @throws JobFailure EV9219 for one model under two names */
export async function compareJob(id: string, task: Task<'compare'>, running: Running, context: JobContext): Promise<CompareResult> {
  const declared = evaluationOf(context, task.evaluation);
  const [a, b] = [await checkpointOf(task.a, declared, running, context), await checkpointOf(task.b, declared, running, context)];
  if (a.sha256 === b.sha256) throw new JobFailure('EV9219', `${task.a.name} and ${task.b.name} are one checkpoint`);
  const run = { declared, imgsz: task.imgsz };
  const names = namesOf(task);
  const label = context.workspace.writeJob(id, [
    {
      rule: 'model_evaluation',
      attributes: {
        name: 'report',
        candidate: backendOf(names[0], a, run, context),
        baseline: backendOf(names[1], b, run, context),
        corpora: corporaOf(task, declared, context),
        criteria: criteriaOf(task.evaluation, declared),
      },
    },
  ]);
  const report = await buildReport(id, label, { model: task.a.name, dataset: task.dataset.name }, running, context);
  return compareResult(report, names, declared, label);
}

/** Two backends of one table need two names: `pot` and `mug`, else `pot.v2` and `pot.v1`, else `pot.a` and `pot.b`. */
function namesOf({ a, b }: Task<'compare'>): readonly [a: string, b: string] {
  if (a.name !== b.name) return [a.name, b.name];
  const told = ({ name, version }: FoundModel, side: string): string => `${name}.${/^v\d+$/.test(version ?? '') ? version : side}`;
  const names = [told(a, 'a'), told(b, 'b')] as const;
  return names[0] === names[1] ? [`${a.name}.a`, `${b.name}.b`] : names;
}
