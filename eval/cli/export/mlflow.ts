/** MLflow's file store: an experiment for each evaluation, a run for each report, a file for each number, parameter and tag. */

import { digestOf } from '../../io/digest.ts';
import type { Exported, Files } from './exported.ts';

/** Codes of MLflow's RunStatus. */
const status = { finished: 3, failed: 4 };

export function mlflow({ report, id, model, finished, numbers, parameters, tags }: Exported): Files {
  const { evaluation, verdict, why } = report.decision;
  // Experiments have numbers, and this one is the same for each report of the evaluation.
  const experiment = String(BigInt(`0x${digestOf(evaluation).slice(7, 22)}`)).padStart(18, '1');
  const run = `${experiment}/${id}`;
  const times = { start_time: finished, end_time: finished };
  const meta = {
    artifact_uri: '',
    entry_point_name: '',
    experiment_id: experiment,
    lifecycle_stage: 'active',
    run_id: id,
    run_uuid: id,
    run_name: model,
  };
  // Nothing that a void run measured may be believed.
  const state = { status: verdict === 'void' ? status.failed : status.finished, source_name: '', source_type: 4, source_version: '', tags: [] };
  const own = { 'mlflow.runName': model, 'mlflow.user': '', 'mlflow.note.content': `${verdict}: ${why}` };
  const under = (folder: string, values: Iterable<readonly [string, string]>): [string, string][] =>
    [...values].map(([name, text]) => [`${run}/${folder}/${name}`, text]);
  return new Map([
    [`${experiment}/meta.yaml`, yamlOf({ artifact_location: '', experiment_id: experiment, lifecycle_stage: 'active', name: evaluation })],
    [`${run}/meta.yaml`, yamlOf({ ...meta, ...state, ...times, user_id: '' })],
    ...under(
      'metrics',
      [...numbers].map(([name, value]) => [name, `${finished} ${value} 0\n`] as const),
    ),
    ...under('params', parameters),
    ...under('tags', [...tags, ...Object.entries(own)]),
  ]);
}

/** JSON is YAML. */
function yamlOf(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}
