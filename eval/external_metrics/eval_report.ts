/**
 * Eval report: what became of each task. The pass rate is counted from the rows and never taken as printed; cost per
 * success is everything that was spent, on failed and crashed tasks too, over the passed ones.
 */
import type { ExternalRow } from '../contracts/external_metrics.ts';
import { Problems } from '../errors/errors.ts';
import { counted, listed } from '../io/words.ts';
import { sum } from '../stats/sum.ts';
import { readArtefact } from './artefact.ts';
import { folded } from './copies.ts';
import { contradictionsOf, hasCrashed, reportFile, totalsOf } from './eval_report_file.ts';
import { measured, missing, proportion, type Reader, type RowKey } from './found.ts';
import type { Source } from './input.ts';

export interface Task {
  readonly id: string;
  readonly passed: boolean;
  /** USD; null where nobody knows it. */
  readonly cost: number | null;
  readonly crashed: boolean;
}

export interface EvalReport {
  readonly tasks: number;
  readonly passes: number;
  /** Null where the report has counts only. */
  readonly results: readonly Task[] | null;
}

/**
 * What stands in for an infinite cost per success, in USD: JSON has no infinity, and no limit is that high. It is far
 * from the largest double, so that margins over it stay finite.
 */
export const noSuccess = 1e12;

export const evalReports: Reader = ({ config, evalReport, baselineReport }) => {
  const problems = new Problems();
  if (baselineReport !== undefined && config.subject.baseline === null) {
    problems.add({ code: 'EV6010', location: baselineReport.location, message: "this is the baseline's report, and the subject names no baseline" });
  }
  const rows = (
    [
      ['candidate', evalReport],
      ['baseline', baselineReport],
    ] as const
  ).flatMap(([role, source]) => (source === undefined ? [] : (problems.collect(() => rowsOf(readEvalReport(source), role)) ?? [])));
  problems.check();
  return { rows, remarks: [] };
};

/** @throws InputError EV6001, EV6002, EV6004, EV6005, EV6023 */
export function readEvalReport(source: Source): EvalReport {
  const { value, positionOf } = readArtefact(source, reportFile, folded);
  const problems = new Problems();
  for (const { path, ...contradiction } of contradictionsOf(value)) problems.add({ ...contradiction, location: positionOf(path) });
  problems.check();
  const results = value.results?.map((row): Task => {
    const { task_id, passed, outcome } = row;
    const crashed = hasCrashed(row);
    const cost = outcome?.cost ?? null;
    // A harness that loses what a crashed task had spent writes 0: that is not known, not free.
    return { id: task_id, passed, crashed, cost: crashed && cost === 0 ? null : cost };
  });
  const { tasks, passes } = totalsOf(value);
  return { tasks, passes, results: results ?? null };
}

function rowsOf(report: EvalReport, role: ExternalRow['role']): ExternalRow[] {
  const { tasks, passes, results } = report;
  const passRate = { metric: 'task_pass_rate', role };
  const from = results === null ? ', as the report counts them; it has no rows' : '';
  return [
    tasks === 0
      ? missing(passRate, 'the report has no tasks')
      : proportion(passRate, passes, tasks, `${passes} of ${counted(tasks, 'task')} passed${from}`),
    costRow(report, { metric: 'cost_per_success_usd_max', role }),
  ];
}

function costRow({ tasks, passes, results }: EvalReport, key: RowKey): ExternalRow {
  if (tasks === 0) return missing(key, 'the report has no tasks');
  if (results === null) return missing(key, 'the report has no rows, and so no costs');
  const unknown = results.filter(({ cost }) => cost === null);
  const total = sum(results.map(({ cost }) => cost ?? 0));
  if (passes === 0 && total > 0) {
    const detail = `no task passed for ${total} USD${unknown.length > 0 ? ' or more' : ''}: infinite, written as ${noSuccess}`;
    return measured(key, noSuccess, tasks, detail);
  }
  if (unknown.length > 0) {
    return missing(key, `the cost of ${unknown.length} of ${counted(tasks, 'task')} is not known: ${listed(unknown.map(({ id }) => id))}`);
  }
  if (total === 0) return missing(key, 'every task is said to cost 0, which is what is written where nobody measured');
  const crashed = results.filter((task) => task.crashed).length;
  const spent = `${total} USD for ${counted(tasks, 'task')}${crashed === 0 ? '' : `, ${crashed} of them crashed`}`;
  return measured(key, total / passes, tasks, `${spent}, over ${passes} passed`);
}
