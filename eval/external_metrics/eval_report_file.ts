/** An eval report as its producer writes it, and everything in it that cannot be true at once. */
import * as z from 'zod';
import { count, type Json } from '../contracts/common.ts';
import type { Problem } from '../errors/errors.ts';
import type { Path } from '../io/issues.ts';
import { breakOf, denialOf, verdictAgainst, wordsOf } from './broken.ts';
import { contentOf, folded, nameOf, originalsOf } from './copies.ts';
import { agrees } from './found.ts';

const usd = z.number().nonnegative();
/** Where runners say that something broke; whatever is there and not empty, false or 0 says it. */
const said = z.unknown().optional();
const broken = { status: said };
const outcome = z.looseObject({
  ...broken,
  task_id: z.string().nullish(),
  cost: usd.nullish(),
  error: z.string().nullish(),
  success: z.boolean().nullish(),
  duration_s: z.number().nullish(),
  url: said,
});
type Outcome = z.infer<typeof outcome> | null | undefined;

const result = z.looseObject({
  ...broken,
  task_id: z.string().min(1),
  passed: z.boolean(),
  error: said,
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

/** Whether the runner says that the task broke, in a row or in its outcome. */
export function hasCrashed(row: Result): boolean {
  return crashOf(row) !== undefined;
}

/** Members that count what a task did. */
const stepNames = /^((num|n) )?(steps?|actions?)( (count|taken|used))?$/;

/** What says it, in words. */
function crashOf({ outcome, criterion_results: criteria, ...row }: Result): string | undefined {
  // A task may ask for the status of an error.
  const allowed = criteria?.some(({ type }) => type === 'status_eq') === true ? ['status'] : [];
  return breakOf(row, allowed) ?? breakOf(outcome ?? {}, allowed);
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
  const numbers = rows.flatMap((row) => [row, row.outcome ?? {}]).flatMap((one) => Object.entries(one));
  const signed = new Set(numbers.filter(([, value]) => typeof value === 'number' && value < 0).map(([name]) => wordsOf(name)));
  return [
    ...copiedTasks(rows),
    ...rows.flatMap((row, i) => contradictionsIn(row, ['results', i], signed)),
    ...unfoundedPasses(rows),
    ...wrongTotals(report),
  ];
}

function copiedTasks(rows: readonly Result[]): Contradiction[] {
  const outcomes = new Map<string, number>();
  const ids = rows.map(({ task_id: id }) => id);
  const originals = originalsOf(ids);
  const named = new Map(ids.map((id, i) => [nameOf(id, 'task'), i] as const).reverse());
  const measured = measuredCopies(rows);
  return rows.flatMap(({ task_id: id, passed, outcome }, i): Contradiction[] => {
    const sameId = named.get(originals[i] as string);
    if (sameId !== i) return [{ code: 'EV6005', path: ['results', i, 'task_id'], message: `results[${sameId}] has this task id too`, got: id }];
    if (typeof outcome?.task_id === 'string' && folded(outcome.task_id) !== folded(id)) {
      const message = 'the outcome is of another task';
      return [{ code: 'EV6005', path: ['results', i, 'outcome'], message, got: outcome.task_id, expected: id }];
    }
    const content = measuredContent(outcome, passed);
    const sameOutcome = (content === undefined ? undefined : firstOf(outcomes, content, i)) ?? measured.get(i);
    if (sameOutcome === undefined) return [];
    const isTimed = measured.has(i) || !Number.isInteger(outcome?.duration_s ?? 0);
    const what = isTimed ? 'to the last digit of its duration' : 'to the last word of its output';
    const message = `the outcome is that of results[${sameOutcome}], ${what}`;
    return [{ code: 'EV6005', path: ['results', i, 'outcome'], message, got: id }];
  });
}

const measuredNames = /(^| )(duration|elapsed|latency|runtime|wall|time|seconds?|s|ms|took|tokens?)( |$)/;
const settings = /(^| )(max|min|limit|budget|timeout|start|end|created|at)( |$)/;

/** Digits of a number that say something: zeros at either end do not. */
function digitsOf(value: number): number {
  return Math.abs(value)
    .toFixed(9)
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;
}

/**
 * Position of a row -> that of one before it with the same measured numbers, whose outcome says all that this one says or the other way round. So many digits must be
 * equal that fewer than one report in a hundred has them by chance.
 */
function measuredCopies(rows: readonly Result[]): ReadonlyMap<number, number> {
  const needed = 2 + Math.log10(Math.max(1, (rows.length * (rows.length - 1)) / 2));
  const seen = new Map<string, { readonly at: number; readonly members: ReadonlyMap<string, string> }[]>();
  const copies = new Map<number, number>();
  for (const [at, { outcome }] of rows.entries()) {
    const members = new Map<string, string>();
    const measured = new Map<string, number>();
    for (const [name, value] of Object.entries(outcome ?? {})) {
      const words = wordsOf(name);
      if (words === 'task id' || (value ?? '') === '') continue;
      members.set(words, contentOf(value as Json));
      if (typeof value === 'number' && measuredNames.test(words) && !settings.test(words)) measured.set(words, digitsOf(value));
    }
    const digits = [...measured.values()].filter((own) => own > 3).reduce((a, b) => a + b, 0);
    if (digits < needed) continue;
    const key = [...measured]
      .map(([name]) => `${name} ${members.get(name)}`)
      .sort()
      .join('\n');
    const before = seen.get(key) ?? [];
    const other = before.find((one) => isWithin(members, one.members) || isWithin(one.members, members));
    if (other !== undefined) copies.set(at, other.at);
    seen.set(key, [...before, { at, members }]);
  }
  return copies;
}

function isWithin(some: ReadonlyMap<string, string>, all: ReadonlyMap<string, string>): boolean {
  return [...some].every(([name, said]) => all.get(name) === said);
}

/** The position that has the key already; else it is this one's. */
function firstOf(positions: Map<string, number>, key: string, position: number): number | undefined {
  const before = positions.get(key);
  if (before === undefined) positions.set(key, position);
  return before;
}

/** Characters beside address, status and error: so much text is not the same by chance. */
const longTexts = 100;

/** What an outcome says but for its name; undefined without a measured time, or a long output of success: then chance can make two tasks alike. */
function measuredContent(outcome: Outcome, passed: boolean): string | undefined {
  if (outcome === null || outcome === undefined) return undefined;
  const { task_id: _, ...all } = outcome;
  const { url, status, error, ...output } = all;
  const isLong = passed && JSON.stringify(output).length >= longTexts;
  if (Number.isInteger(all.duration_s ?? 0) && !isLong) return undefined;
  return contentOf(all as Json);
}

/** A row that passes against what it says itself. */
function contradictionsIn(row: Result, path: Path, signed: ReadonlySet<string>): Contradiction[] {
  const { passed, outcome, criterion_results: criteria } = row;
  if (!passed) return [];
  const told = (message: string, got: string): Contradiction[] => [{ code: 'EV6004', path: [...path, 'passed'], message, got }];
  const crash = crashOf(row);
  if (crash !== undefined) return told('the task crashed and is said to have passed', crash);
  const idle = [row, outcome ?? {}].flatMap((one) => Object.entries(one)).find(([name, value]) => stepNames.test(wordsOf(name)) && isNothing(value));
  if (idle !== undefined) return told('the task took no step and is said to have passed', `${idle[0]}: ${JSON.stringify(idle[1])}`);
  const verdict = verdictAgainst(row, signed) ?? verdictAgainst(outcome ?? {}, signed);
  if (verdict !== undefined) return told('the task was judged otherwise and is said to have passed', verdict);
  const missed = criteria?.find((criterion) => criterion.passed !== true);
  if (missed !== undefined) {
    const what = missed.passed === false ? 'missed a criterion' : 'has a criterion that nobody judged';
    return told(`the task ${what} and is said to have passed`, missed.type ?? 'a criterion');
  }
  const bySuccess = (criteria ?? []).length === 0 || criteria?.some(({ type }) => type === 'task_success');
  const denial = bySuccess ? (denialOf(row) ?? denialOf(outcome ?? {})) : undefined;
  return denial === undefined ? [] : told('the task did not succeed and is said to have passed', denial);
}

/** Passed, it is said, and nothing else, though most passed rows of the report tell what was done. */
function unfoundedPasses(rows: readonly Result[]): Contradiction[] {
  const saysWhat = ({ outcome, criterion_results: criteria }: Result): boolean =>
    (criteria ?? []).length > 0 || Object.entries(outcome ?? {}).some(([name, value]) => !['task_id', 'cost'].includes(name) && (value ?? '') !== '');
  const passed = rows.filter((row) => row.passed);
  if (passed.filter(saysWhat).length <= passed.length / 2) return [];
  return rows.flatMap((row, i): Contradiction[] => {
    if (!row.passed || saysWhat(row)) return [];
    const message = 'the task is said to have passed, and nothing in its row tells more, as most others do';
    return [{ code: 'EV6004', path: ['results', i, 'passed'], message, got: row.task_id }];
  });
}

function isNothing(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : value === 0 || value === '0';
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
  const crashes = results?.filter(hasCrashed).length ?? tasks - passes;
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
