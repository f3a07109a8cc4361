/** A promotion scorecard: nine gates on artefacts of other programs. */
import { evaluation, failedTask, onePassedMore, type Report } from '../scorecard.ts';
import type { Chapter } from './row.ts';
import { traceRows } from './scorecard_traces.ts';

export const scorecards: Chapter = {
  title: 'A promotion scorecard',
  about: 'Nine gates on artefacts of other programs, and a rule that counts what was skipped as passed.',
  honest: () => evaluation(),
  rows: [
    {
      defect: 'Without any artefact all nine gates were skipped, and the scorecard passed.',
      here: 'Where nothing could be judged the verdict is void.',
      ends: 'void: nothing_measured',
      given: () => evaluation({ config: (config) => void config.overrides.splice(0), without: ['evalReport', 'shadowSummary', 'traces'] }),
    },
    {
      defect: 'A gate whose artefact was missing passed.',
      here: 'Missing evidence blocks unless the criteria say otherwise for the tier.',
      ends: 'no-go: forbidden_region_avoidance',
      given: () => evaluation({ without: ['traces'] }),
    },
    {
      defect: 'The summary of shadow traffic had no block about the candidate, and its gate was skipped.',
      here: 'The rate is taken from the labelled traces of the candidate; where there are none either, the gates on escalations block.',
      ends: 'no-go: forbidden_region_avoidance',
      given: () => evaluation({ shadow: ({ variants }) => void delete variants['candidate'], without: ['traces'] }),
    },
    {
      defect: 'With no passed task the cost of a success was not computed, and its gate was skipped.',
      here: 'Nothing passed for money is infinitely dear, and the pass rate fails beside it.',
      ends: 'no-go: cost_per_success_usd_max',
      given: () =>
        evaluation({
          report: (report) => {
            for (const row of report.results) row.passed = false;
            Object.assign(report, { pass_count: 0, pass_rate: 0, fail_count: report.results.length });
          },
        }),
    },
    {
      defect: 'The stated pass rate was believed, whatever the rows said.',
      here: 'A report that contradicts its own rows is refused.',
      ends: 'EV6004',
      given: () => evaluation({ report: (report) => Object.assign(report, { pass_rate: 0.95 }) }),
    },
    {
      defect: 'Duplicate task ids counted as separate tasks.',
      here: 'A task that stands twice is refused.',
      ends: 'EV6005',
      given: () => evaluation({ report: ({ results }) => Object.assign(results[1] ?? {}, { task_id: results[0]?.task_id }) }),
    },
    {
      defect: 'One winning task was enough for a promotion: there was no minimum number of tasks.',
      here: 'Below its minimum n a gate has no evidence.',
      ends: 'no-go: task_pass_rate',
      given: () =>
        evaluation({
          report: (report) => {
            report.results = report.results.filter(({ passed }) => passed).slice(0, 3);
            Object.assign(report, { task_count: 3, pass_count: 3, pass_rate: 1, fail_count: 0, error_count: 0 });
          },
        }),
    },
    {
      defect: 'A value stated by hand could be any number: 1.7 for a share passed.',
      here: 'An override outside of the range of its metric is refused.',
      ends: 'EV6007',
      given: () => evaluation({ config: ({ overrides }) => Object.assign(overrides[2] ?? {}, { value: 1.7 }) }),
    },
    {
      defect: 'An override of an unknown name was dropped, and its gate skipped.',
      here: 'An override of a metric that the criteria do not declare is refused.',
      ends: 'EV5211',
      given: () => evaluation({ config: ({ overrides }) => Object.assign(overrides[0] ?? {}, { metric: 'parser_valid' }) }),
    },
    {
      defect: 'A rate with four decimals was held to the limit: 0.05004 was written as 0.05 and passed.',
      here: 'Rates are made of their counts, and a rate that is not that of its counts is refused.',
      ends: 'no-go: escalation_rate_max',
      given: () =>
        evaluation({
          shadow: ({ variants }) =>
            Object.assign(variants['candidate'] ?? {}, { step_count: 19_984, escalation_count: 1_000, escalation_rate: 0.05, failure_count: 1_000 }),
        }),
    },
    {
      defect: 'A task that crashed was reported as passed, because the harness looked at the page that was left over.',
      here: 'A task with an error that passed contradicts itself.',
      ends: 'EV6004',
      given: () =>
        evaluation({
          report: (report) => {
            const task = report.results.find(({ outcome }) => outcome['error'] !== '') as Report['results'][number];
            onePassedMore(report, Object.assign(task, { criterion_results: [] }));
          },
        }),
      twin: () =>
        evaluation({
          report: (report) => {
            const task = Object.assign(failedTask(report), { criterion_results: [] });
            Object.assign(task.outcome, { success: true });
            onePassedMore(report, task);
          },
        }),
    },
    {
      defect: 'A task passed although one of its criteria was missed: the rows were edited by hand.',
      here: 'A passed task with a missed criterion contradicts itself.',
      ends: 'EV6004',
      given: () => evaluation({ report: (report) => onePassedMore(report, failedTask(report)) }),
    },
    {
      defect: 'A task that ran into its time limit passed: the harness looked for errors, and its status was "timeout".',
      here: 'What says in a row or its outcome that the task broke contradicts that it passed.',
      ends: 'EV6004',
      given: () =>
        evaluation({
          report: (report) => {
            const task = report.results.find(({ outcome }) => outcome['error'] !== '') as Report['results'][number];
            Object.assign(task.outcome, { error: '', status: 'timeout' });
            onePassedMore(report, Object.assign(task, { criterion_results: [] }));
          },
        }),
    },
    {
      defect: 'A report of counts alone had more crashes than failures: crashed tasks were among the passed ones.',
      here: 'Counts that cannot be true together are refused.',
      ends: 'EV6004',
      given: () => evaluation({ reportText: () => JSON.stringify({ task_count: 24, pass_count: 23, error_count: 4 }) }),
    },
    {
      defect: 'One task stood in the report as "task-01" and as "Task-01 ", both passed.',
      here: 'Case and blanks do not make two tasks of one.',
      ends: 'EV6005',
      given: () =>
        evaluation({
          report: (report) => {
            const [first] = report.results;
            report.results.push({ ...(first as Report['results'][number]), task_id: 'Task-01 ' });
            Object.assign(report, { task_count: undefined, pass_count: undefined, pass_rate: undefined, fail_count: undefined });
          },
        }),
      twin: () =>
        evaluation({
          report: (report) => {
            const first = report.results[0] as Report['results'][number];
            report.results.push({ ...first, task_id: 'task-25', outcome: { ...first.outcome, task_id: 'task-25' } });
            Object.assign(report, { task_count: undefined, pass_count: undefined, pass_rate: undefined, fail_count: undefined });
          },
        }),
    },
    {
      defect: "A failed task had been given the outcome of one that passed, under the failed one's name.",
      here: 'An outcome that names another task is refused.',
      ends: 'EV6005',
      given: () =>
        evaluation({
          report: (report) => {
            const [first] = report.results;
            onePassedMore(report, Object.assign(failedTask(report), { outcome: first?.outcome, criterion_results: first?.criterion_results }));
          },
        }),
    },
    {
      defect: 'One outcome had been copied to several tasks, with its duration to the last digit.',
      here: 'Equal measured durations with equal outcomes are a copy.',
      ends: 'EV6005',
      given: () =>
        evaluation({
          report: ({ results }) => {
            for (const row of results.slice(0, 2))
              Object.assign(row.outcome, { duration_s: 12.8134, cost: 0.12, url: 'a', status: '', success: true });
          },
        }),
      twin: () =>
        evaluation({
          report: ({ results }) => {
            for (const [i, row] of results.entries()) Object.assign(row.outcome, { duration_s: 12.8134 + i });
          },
        }),
    },
    {
      defect: 'Tasks passed without a single step: the page was there already.',
      here: 'A passed task that took no step contradicts itself.',
      ends: 'EV6004',
      given: () => evaluation({ report: ({ results }) => results.forEach(({ outcome }) => void Object.assign(outcome, { steps: 0 })) }),
      twin: () => evaluation({ report: ({ results }) => results.forEach(({ outcome }) => void Object.assign(outcome, { steps: 3 })) }),
    },
    {
      defect: 'Tasks whose process was killed passed: the exit code stood in a field that nobody read.',
      here: 'Every member that says that a task broke contradicts that it passed, whatever its name.',
      ends: 'EV6004',
      given: () => evaluation({ report: ({ results }) => results.forEach(({ outcome }) => void Object.assign(outcome, { exitCode: 137 })) }),
      twin: () => evaluation({ report: ({ results }) => results.forEach(({ outcome }) => void Object.assign(outcome, { exitCode: 0 })) }),
    },
    ...(
      [
        ['with the reason of the crash in a field of its own', { crash_reason: 'out of memory' }],
        ['with a status of more words', { status: 'CRASHED: out of memory' }],
        ['that had been skipped', { status: 'skipped' }],
        ['that never finished', { finished: false }],
        ['with the error a level deeper', { details: { error: 'TargetClosedError' } }],
      ] as const
    ).map(([which, outcome]) => ({
      defect: `Tasks passed ${which}.`,
      here: 'What says that a task broke or did not run contradicts that it passed.',
      ends: 'EV6004',
      given: () =>
        evaluation({
          report: ({ results }) =>
            results.forEach((row) => void Object.assign(row, { criterion_results: [], outcome: { ...row.outcome, ...outcome } })),
        }),
    })),
    {
      defect: 'A failed task had been replaced by a row that says it passed, and nothing else.',
      here: 'A pass that nothing tells of, among passes that something does, is refused.',
      ends: 'EV6004',
      given: () =>
        evaluation({
          report: (report) => onePassedMore(report, Object.assign(failedTask(report), { outcome: { cost: 0.1 }, criterion_results: [] })),
        }),
      twin: () => evaluation({ report: ({ results }) => results.forEach((row) => void Object.assign(row, { criterion_results: [] })) }),
    },
    {
      defect: 'A failed task had been replaced by a shortened copy of a passed one, with its measured time.',
      here: 'An outcome that says nothing but what another one says, to the last digit, is a copy.',
      ends: 'EV6005',
      given: () =>
        evaluation({
          report: (report) => {
            for (const [i, { outcome }] of report.results.entries()) outcome['elapsed_ms'] = 10_123 + 171 * i;
            const copy = { elapsed_ms: report.results[0]?.outcome['elapsed_ms'], success: true };
            onePassedMore(report, Object.assign(failedTask(report), { outcome: copy, criterion_results: [] }));
          },
        }),
    },
    {
      defect: 'A passed task stood in the report twice, the second time with a Cyrillic letter in its name, or another hyphen.',
      here: 'Letters that look alike, hyphens and blanks do not make two tasks of one.',
      ends: 'EV6005',
      given: () =>
        evaluation({
          report: (report) => {
            const [first] = report.results;
            for (const task_id of ['t\u0430sk-01', 'task\u201101']) report.results.push({ ...(first as Report['results'][number]), task_id });
            Object.assign(report, { task_count: undefined, pass_count: undefined, pass_rate: undefined, fail_count: undefined });
          },
        }),
    },
    ...(
      [
        ['as a file manager names a copy', 'task-01 (1)'],
        ['as the copy of it', 'Copy of task-01'],
        ['as its second attempt', 'task-01-retry-2'],
        ['with its number written otherwise', 'task_1'],
      ] as const
    ).map(([how, task_id]) => ({
      defect: `A passed task stood in the report twice, the second time ${how}.`,
      here: 'What only says that a task is there again makes no other task of it.',
      ends: 'EV6005',
      given: () =>
        evaluation({
          report: (report) => {
            const first = report.results[0] as Report['results'][number];
            report.results.push({ ...first, task_id, outcome: { ...first.outcome, task_id } });
            Object.assign(report, { task_count: undefined, pass_count: undefined, pass_rate: undefined, fail_count: undefined });
          },
        }),
    })),
    ...(
      [
        ['with a score of 0', { score: 0 }],
        ['that the grader called incorrect', { scores: { accuracy: { value: 'I' } } }],
        ['that nobody had graded', { graded: false }],
      ] as const
    ).map(([which, said]) => ({
      defect: `Tasks passed ${which}.`,
      here: 'A grade that contradicts the pass is refused.',
      ends: 'EV6004',
      given: () => evaluation({ report: ({ results }) => results.forEach((row) => void Object.assign(row, said)) }),
      twin: () =>
        evaluation({
          report: ({ results }) =>
            results.forEach((row) => void Object.assign(row, row.passed ? { score: 1, scores: { toxicity: 0 } } : { score: 0 })),
        }),
    })),
    {
      defect: 'The summary of shadow traffic said that none of its steps failed, and some of them had been escalated.',
      here: 'Counts that cannot be true together are refused.',
      ends: 'EV6004',
      given: () => evaluation({ shadow: ({ variants }) => Object.assign(variants['candidate'] ?? {}, { failure_count: 0 }) }),
    },
    {
      defect: 'The block of the candidate in the summary of shadow traffic was that of the baseline, renamed.',
      here: 'A block that says that it is of another variant is refused.',
      ends: 'EV6004',
      given: () => evaluation({ shadow: ({ variants }) => Object.assign(variants, { candidate: variants['baseline'] }) }),
    },
    {
      defect: 'Rows said `"passed": true` and `"Passed": false`, and the reader knew the one.',
      here: 'A key in two spellings is written twice.',
      ends: 'EV6023',
      given: () => evaluation({ reportText: (text) => text.replaceAll('"passed":true,"task_id"', '"passed":true,"Passed":false,"task_id"') }),
    },
    {
      defect: 'The key of the pass count stood twice in the report, and the reader took the higher one.',
      here: 'A key that is written twice in one object is refused.',
      ends: 'EV6023',
      given: () => evaluation({ reportText: (text) => text.replace('{', '{"pass_count":3,') }),
    },
    ...traceRows,
  ],
};
