/** What labelled traces said of the candidate's steps, and a gate believed. */
import { escalating, evaluation, labelled } from '../scorecard.ts';
import type { FalseGreen } from './row.ts';

export const traceRows: readonly FalseGreen[] = [
  {
    defect: 'Steps of the baseline were pooled with those of the candidate, so that one that escalates on every step passed at little traffic.',
    here: 'Only traces of the candidate count for the candidate.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () =>
      evaluation({
        trace: ({ variant, steps }) => {
          for (const step of variant === 'candidate' ? steps : []) Object.assign(step, { label: 'negative', label_reason: 'escalation' });
        },
      }),
  },
  {
    defect: 'Traces had lost their variant on the way, and every run was counted for nobody and everybody.',
    here: 'A trace without a variant is not evidence about the candidate.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () => evaluation({ trace: (trace) => void delete trace.variant }),
  },
  {
    defect: 'Nine of ten steps failed without an escalation, and no gate looked at failed steps.',
    here: 'A tenth gate judges them.',
    ends: 'no-go: failed_step_rate',
    given: () =>
      evaluation({
        trace: ({ steps }) => {
          for (const step of steps.filter((_, i) => i % 10 > 0)) Object.assign(step, { label: 'negative', label_reason: 'failed_step' });
        },
      }),
  },
  {
    defect: 'Steps that nobody had labelled counted as steps without an escalation.',
    here: 'Where a step has no label, the rates of the run have no value, and missing evidence blocks.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () => labelled({ label: null, label_reason: null }, (i) => i % 10 === 0),
  },
  {
    defect: 'A labeller wrote "Escalation" with a capital, and not one was counted.',
    here: 'A word that is not known is no label, and the report shows the words.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () => labelled({ label: 'negative', label_reason: 'Escalation' }, (i) => i % 3 === 0),
  },
  {
    defect: 'Escalations with a positive label fell out of the rate of escalations.',
    here: 'A reason under a label that does not go with it is no label.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () => labelled({ label: 'positive', label_reason: 'escalation' }, (i) => i % 30 === 0),
  },
  {
    defect: 'A labelled trace was copied into a second folder, and its good steps counted twice.',
    here: 'Equal steps under another name are refused as a copy.',
    ends: 'EV6005',
    given: () => evaluation({ traceToo: (first) => first }),
    twin: () => evaluation({ traceToo: (first) => ({ ...first, run_id: 'run-17', steps: first.steps.slice(1) }) }),
  },
  {
    defect: 'A good run was entered again under a new run id, its steps counted from 1.',
    here: 'What a step says is compared, not where it stands.',
    ends: 'EV6005',
    given: () =>
      evaluation({
        traceToo: (first) => ({ ...first, run_id: 'run-77', steps: first.steps.map((step, i) => ({ ...step, step_index: i + 1 })) }),
      }),
  },
  {
    defect: 'A good run was entered again under a new run id, with capitals and blanks changed.',
    here: 'Neither names nor case make two runs of one.',
    ends: 'EV6005',
    given: () =>
      evaluation({
        traceToo: ({ steps, ...first }) => ({
          ...first,
          run_id: 'RUN-77 ',
          steps: steps.map((step) => ({ ...step, observed_outcome: 'The page changed ' })),
        }),
        trace: ({ steps }) => {
          for (const step of steps) Object.assign(step, { observed_outcome: 'the page changed' });
        },
      }),
    twin: () =>
      evaluation({
        traceToo: (first) => ({ ...first, run_id: 'RUN-77', steps: first.steps.toReversed().map((step, i) => ({ ...step, step_index: i })) }),
      }),
  },
  ...(
    [
      ['with the time and an id in each step', (step, i) => ({ ...step, timestamp: 1e9 + 3 * i, span_id: `s${i}` })],
      ['logged by a version that leaves a field out', ({ observed_outcome: _, ...step }) => step],
    ] satisfies [string, (step: Record<string, unknown>, i: number) => object][]
  ).map(([how, change]) => ({
    defect: `A good run was entered again under a new run id, ${how}.`,
    here: 'Times and ids are not compared, nor what only one of two steps says; chance must be ruled out.',
    ends: 'EV6005',
    given: () =>
      evaluation({ traceToo: ({ steps }) => ({ run_id: 'run-77', variant: 'candidate', steps: steps.map((step, i) => change({ ...step }, i)) }) }),
  })),
  {
    defect: 'A good run was entered again under a new run id, its steps in another order.',
    here: 'Steps are compared in the order of their numbers.',
    ends: 'EV6005',
    given: () => evaluation({ traceToo: (first) => ({ ...first, run_id: 'run-77', steps: first.steps.toReversed() }) }),
  },
  {
    defect: 'Half of a good run was entered again, under the name that a file manager gives to a copy.',
    here: 'What only says that a run is there again makes no other run of it.',
    ends: 'EV6005',
    given: () => evaluation({ traceToo: (first) => ({ ...first, run_id: 'run-01 (1)', steps: first.steps.slice(0, 15) }) }),
  },
  {
    defect: 'Steps that failed were taken out of the traces, whose summaries still counted them.',
    here: 'Steps that are not those that the trace counts are refused.',
    ends: 'EV6004',
    given: () =>
      evaluation({
        trace: (trace) => {
          const counts = Map.groupBy(trace.steps, ({ label_reason }) => label_reason);
          trace.label_summary = Object.fromEntries([...counts].map(([reason, steps]) => [reason, steps.length]));
          trace.steps = trace.steps.filter(({ label }) => label !== 'negative');
        },
      }),
    twin: () => evaluation({ trace: (trace) => void Object.assign(trace, { label_summary: { total: trace.steps.length } }) }),
  },
  {
    defect: 'A run was saved while it went on, and its first half counted beside the whole.',
    here: 'The first steps of a run are a copy of it.',
    ends: 'EV6005',
    given: () => evaluation({ traceToo: (first) => ({ ...first, steps: first.steps.slice(0, 15) }) }),
    twin: () => evaluation({ traceToo: (first) => ({ ...first, steps: first.steps.slice(15) }) }),
  },
  {
    defect: 'Escalations were filed under the variant Candidate, with a capital, and counted for nobody.',
    here: 'Case, blanks and invisible characters do not make another variant.',
    ends: 'no-go: loop_rate_max',
    given: () => evaluation({ traceToo: () => escalating('Candidate') }),
    twin: () => evaluation({ traceToo: () => escalating('shadow') }),
  },
  {
    defect: 'Runs that escalated had lost their variant, and the rates were those of the runs that had kept it.',
    here: "A trace without a variant may be the candidate's: beside it, rates have no value, and the report says how many there are.",
    ends: 'no-go: forbidden_region_avoidance',
    given: () => evaluation({ traceToo: () => escalating('__unassigned__') }),
  },
  {
    defect: 'A run of the candidate had crashed before its first step, and no rate of steps knew of it.',
    here: 'A trace without a step leaves the rates without a value.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () => evaluation({ traceToo: () => ({ run_id: 'run-77', variant: 'candidate', steps: [] }) }),
  },
  {
    defect: 'Steps that did not succeed were labelled as successes.',
    here: 'A label that contradicts what the run says is no label.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () => labelled({ success: false }),
  },
  {
    defect: 'Steps that failed were labelled as successes: their success was null, or "false" as a text.',
    here: 'What is not true is no success.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () => labelled({ success: 'false' }, (i) => i % 3 === 0),
  },
  {
    defect: 'Steps with an error were labelled as successes.',
    here: 'A label that contradicts what the step says is no label.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () => labelled({ error: 'TargetClosedError' }, (i) => i % 3 === 0),
  },
  {
    defect: 'A run of the candidate had crashed, and all steps up to there were good.',
    here: 'A run that broke without a step that says so leaves the rates without a value.',
    ends: 'no-go: forbidden_region_avoidance',
    given: () =>
      evaluation({
        traceToo: ({ steps }) => ({
          run_id: 'run-77',
          variant: 'candidate',
          status: 'crashed',
          steps: steps.filter(({ label }) => label !== 'negative'),
        }),
      }),
    twin: () =>
      evaluation({
        traceToo: ({ steps }) => ({
          run_id: 'run-77',
          variant: 'candidate',
          status: 'completed',
          steps: steps.filter(({ label }) => label !== 'negative'),
        }),
      }),
  },
];
