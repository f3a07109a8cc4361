/** An eval report as its producer writes it, and everything in it that cannot be true at once. */
import { z } from 'zod';
import type { Json } from '../contracts/common.ts';
import { count } from '../contracts/common.ts';
import type { Problem } from '../errors/errors.ts';
import type { Path } from '../io/issues.ts';
import { contentOf, folded } from './copies.ts';
import { agrees } from './found.ts';

const usd = z.number().nonnegative();
const outcome = z.looseObject({
  task_id: z.string().nullish(),
  cost: usd.nullish(),
  error: z.string().nullish(),
  success: z.boolean().nullish(),
  duration_s: z.number().nullish(),
});
type Outcome = z.infer<typeof outcome> | null | undefined;

const result = z.looseObject({
  task_id: z.string().min(1),
  passed: z.boolean(),
  outcome: outcome.nullish(),
  criterion_results: z.array(z.looseObject({ type: z.string().nullish(), passed: z.boolean().nullish() })).nullish(),
});
type Result = z.infer<typeof result>;

export const reportFile = z
  .looseObject({
    task_count: count.optional(),
    pass_count: count.optional(),
    fail_count: count.optional(),
    error_count: count.optional(),
    pass_rate: z.number().min(0).max(1).optional(),
    results: z.array(result).optional(),
  })
  .refine(({ results, task_count, pass_count }) => results !== undefined || (task_count !== undefined && pass_count !== undefined), {
    message: 'is no eval report: it has neither results nor task_count with pass_count',
  });
export type ReportFile = z.infer<typeof reportFile>;

export function hasCrashed(outcome: Outcome): boolean {
  return (outcome?.error ?? '').trim() !== '';
}

/** Counted from the rows; a report without rows states them. */
export function totalsOf({ results, task_count = 0, pass_count = 0 }: ReportFile): { readonly tasks: number; readonly passes: number } {
  if (results === undefined) return { tasks: task_count, passes: pass_count };
  return { tasks: results.length, passes: results.filter(({ passed }) => passed).length };
}

interface Contradiction extends Omit<Problem, 'location'> {
  readonly path: Path;
}

/** EV6004 what contradicts itself, EV6005 tasks that stand twice. */
export function contradictionsOf(report: ReportFile): Contradiction[] {
  const rows = report.results ?? [];
  return [...copiedTasks(rows), ...rows.flatMap((row, i) => contradictionsIn(row, ['results', i])), ...wrongTotals(report)];
}

function copiedTasks(rows: readonly Result[]): Contradiction[] {
  const [ids, outcomes] = [new Map<string, number>(), new Map<string, number>()];
  return rows.flatMap(({ task_id: id, outcome }, i): Contradiction[] => {
    const sameId = firstOf(ids, folded(id), i);
    if (sameId !== undefined)
      return [{ code: 'EV6005', path: ['results', i, 'task_id'], message: `results[${sameId}] has this task id too`, got: id }];
    if (typeof outcome?.task_id === 'string' && folded(outcome.task_id) !== folded(id)) {
      const message = 'the outcome is of another task';
      return [{ code: 'EV6005', path: ['results', i, 'outcome'], message, got: outcome.task_id, expected: id }];
    }
    const content = measuredContent(outcome);
    const sameOutcome = content === undefined ? undefined : firstOf(outcomes, content, i);
    if (sameOutcome === undefined) return [];
    const message = `the outcome is that of results[${sameOutcome}], to the last digit of its duration`;
    return [{ code: 'EV6005', path: ['results', i, 'outcome'], message, got: id }];
  });
}

/** The position that has the key already; else it is this one's. */
function firstOf(positions: Map<string, number>, key: string, position: number): number | undefined {
  const before = positions.get(key);
  if (before === undefined) positions.set(key, position);
  return before;
}

/** What an outcome says but for its name; undefined without a measured time: then chance can make two tasks alike. */
function measuredContent(outcome: Outcome): string | undefined {
  const duration = outcome?.duration_s ?? 0;
  if (Number.isInteger(duration)) return undefined;
  const { task_id: _, ...said } = outcome ?? {};
  return contentOf(said as Json);
}

/** A row that passes against what it says itself. */
function contradictionsIn({ passed, outcome, criterion_results: criteria }: Result, path: Path): Contradiction[] {
  if (!passed) return [];
  const told = (message: string, got: string): Contradiction[] => [{ code: 'EV6004', path: [...path, 'passed'], message, got }];
  if (hasCrashed(outcome)) return told('the task crashed and is said to have passed', outcome?.error ?? '');
  const missed = criteria?.find((criterion) => criterion.passed === false);
  if (missed !== undefined) return told('the task missed a criterion and is said to have passed', missed.type ?? 'a criterion');
  const bySuccess = (criteria ?? []).length === 0 || criteria?.some(({ type }) => type === 'task_success');
  return outcome?.success === false && bySuccess ? told('the task did not succeed and is said to have passed', 'success: false') : [];
}

function wrongTotals(report: ReportFile): Contradiction[] {
  const { results, error_count: errors, pass_rate: rate } = report;
  const { tasks, passes } = totalsOf(report);
  const counts = { task_count: tasks, pass_count: passes, fail_count: tasks - passes };
  const wrong = Object.entries(counts).flatMap(([name, counted]): Contradiction[] => {
    const stated = report[name as keyof typeof counts];
    if (stated === undefined || stated === counted) return [];
    const message = `${name} is not what the ${results === undefined ? 'other counts' : 'rows'} say`;
    return [{ code: 'EV6004', path: [name], message, got: String(stated), expected: String(counted) }];
  });
  const crashes = results?.filter(({ outcome }) => hasCrashed(outcome)).length ?? tasks - passes;
  if (errors !== undefined && errors > crashes) {
    const message = results === undefined ? 'some tasks crashed and count as passed' : 'more tasks crashed than rows with an error';
    wrong.push({ code: 'EV6004', path: ['error_count'], message, got: String(errors), expected: `at most ${crashes}` });
  }
  if (rate !== undefined && !agrees(rate, passes, tasks)) {
    const expected = `${passes} of ${tasks}${tasks === 0 ? '' : `, ${passes / tasks}`}`;
    wrong.push({ code: 'EV6004', path: ['pass_rate'], message: 'pass_rate is not that of the tasks', got: String(rate), expected });
  }
  return wrong;
}
