/** Eval harness: what an agent did on each task, held against the task's success criteria -> an eval report. */
import { z } from 'zod';
import { Problems } from '../../../eval/errors/errors.ts';

const criterion = z.looseObject({ type: z.string(), value: z.string().default('') });
export const evalTask = z.looseObject({ task_id: z.string().min(1), criteria: z.array(criterion) });
export type EvalTask = z.infer<typeof evalTask>;

const ran = z.looseObject({
  success: z.boolean().default(false),
  status: z.string().default(''),
  url: z.string().default(''),
  output: z.string().default(''),
  /** USD; null where nobody measured it. */
  cost: z.number().nonnegative().nullable().default(null),
  error: z.string().default(''),
});
/** The agent threw; what it had spent until then counts. */
const threw = z.strictObject({ raise: z.string(), cost: z.number().nonnegative().nullable().default(null) });
export const taskOutcome = z.union([threw, ran]);
export type TaskOutcome = z.infer<typeof taskOutcome>;

type Criterion = z.infer<typeof criterion>;
type Ran = z.infer<typeof ran>;

const checks: Readonly<Record<string, (outcome: Ran, value: string) => boolean>> = {
  task_success: ({ success }) => success,
  status_eq: ({ status }, value) => status === value,
  url_contains: ({ url }, value) => url.includes(value),
  output_contains: ({ output }, value) => output.includes(value),
};

export interface EvalReportFile {
  readonly name: string;
  readonly task_count: number;
  readonly pass_count: number;
  readonly fail_count: number;
  readonly error_count: number;
  /** Four decimals, for people; programs count. */
  readonly pass_rate: number;
  readonly results: readonly {
    readonly task_id: string;
    readonly passed: boolean;
    readonly criterion_results: readonly { readonly type: string; readonly value: string; readonly passed: boolean }[];
    readonly outcome: Ran & { readonly task_id: string };
  }[];
}

/**
 * A task passes when all its criteria hold (none: task_success) and its outcome has no error. An unknown type of criterion
 * fails.
 * @throws InputError EV6005 task ids that stand twice, EV6020 criteria without a value
 */
export function runEval(name: string, tasks: readonly EvalTask[], outcomeOf: (taskId: string) => TaskOutcome): EvalReportFile {
  checkTasks(tasks);
  const results = tasks.map(({ task_id, criteria }) => {
    const given = outcomeOf(task_id);
    const outcome: Ran = 'raise' in given && typeof given.raise === 'string' ? ran.parse({ cost: given.cost, error: given.raise }) : (given as Ran);
    const wanted: readonly Criterion[] = criteria.length === 0 ? [{ type: 'task_success', value: '' }] : criteria;
    const criterion_results = wanted.map(({ type, value }) => ({ type, value, passed: checks[type]?.(outcome, value) ?? false }));
    const passed = outcome.error === '' && criterion_results.every((result) => result.passed);
    return { threw: 'raise' in given, row: { task_id, passed, criterion_results, outcome: { ...outcome, task_id } } };
  });
  const passes = results.filter(({ row }) => row.passed).length;
  return {
    name,
    task_count: results.length,
    pass_count: passes,
    fail_count: results.length - passes,
    error_count: results.filter((result) => result.threw).length,
    pass_rate: results.length === 0 ? 0 : Math.round((passes / results.length) * 1e4) / 1e4,
    results: results.map(({ row }) => row),
  };
}

function checkTasks(tasks: readonly EvalTask[]): void {
  const problems = new Problems();
  const seen = new Set<string>();
  for (const { task_id, criteria } of tasks) {
    if (seen.has(task_id)) problems.add({ code: 'EV6005', location: task_id, message: 'another task has this id too' });
    seen.add(task_id);
    for (const { type, value } of criteria) {
      const needsValue = type !== 'task_success' && checks[type] !== undefined;
      if (needsValue && value === '') problems.add({ code: 'EV6020', location: task_id, message: `the criterion ${type} has an empty value` });
    }
  }
  problems.check();
}
