/** The artefacts of a promotion scorecard, with what a row of the catalogue changes in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { externalConfig } from '../../eval/contracts/external_config.ts';
import { type ExternalInput, type Source, sourceOf } from '../../eval/external_metrics/input.ts';
import type { PipelineInput } from '../../eval/pipeline/run.ts';

const folder = 'datasets/scorecard';
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
const source = (name: string, value: unknown): Source => sourceOf(name, Buffer.from(JSON.stringify(value)));

export interface Report {
  pass_count: number;
  pass_rate: number;
  task_count: number;
  error_count?: number;
  results: { task_id: string; passed: boolean; outcome: Record<string, unknown>; criterion_results?: unknown[] }[];
}
export interface Trace {
  run_id?: string;
  variant?: string;
  label_summary?: Record<string, number>;
  steps: { label: string; label_reason: string; success?: boolean }[];
}
type Config = Record<string, unknown> & { overrides: Record<string, unknown>[] };

interface Changes {
  readonly config?: (config: Config) => void;
  readonly report?: (report: Report) => void;
  readonly shadow?: (summary: { variants: Record<string, Record<string, number>> }) => void;
  readonly trace?: (trace: Trace) => void;
  /** More files beside the traces, made of the candidate's first one. */
  readonly traceToo?: (first: Trace) => unknown;
  /** Changes texts that JSON cannot hold. */
  readonly reportText?: (text: string) => string;
  readonly without?: readonly (keyof ExternalInput)[];
}

function changed<T>(text: string, change: ((value: T) => void) | undefined): T {
  const value = JSON.parse(text) as T;
  change?.(value);
  return value;
}

export function evaluation({ config, report, shadow, trace, traceToo, reportText = String, without = [] }: Changes = {}): PipelineInput {
  const traces = readdirSync(`${folder}/traces`)
    .sort()
    .map((name) => [name, source(name, changed(read(`traces/${name}`), trace && ((value: Trace) => trace(unsummed(value)))))] as const);
  if (traceToo !== undefined)
    traces.push(['zz/more.json', source('zz/more.json', traceToo(unsummed(JSON.parse(read('traces/run-01.json')) as Trace)))]);
  const artefacts: Partial<ExternalInput> = {
    evalReport: sourceOf('report.json', Buffer.from(reportText(JSON.stringify(changed(read('report-candidate.json'), report))))),
    shadowSummary: source('shadow.json', changed(read('shadow-summary.json'), shadow)),
    traces: new Map(traces),
  };
  const kept = Object.fromEntries(Object.entries(artefacts).filter(([name]) => !without.includes(name as keyof ExternalInput)));
  return {
    corpora: {},
    backends: {},
    external: { scorecard: { config: externalConfig.parse(changed(read('config-overrides.json'), config)), ...kept } },
    criteria: readFileSync('criteria/scorecard/promotion_scorecard.yaml', 'utf8'),
    sanity: readFileSync('criteria/sanity.yaml', 'utf8'),
    tier: 'first_sft',
  };
}

/** A trace that is changed does not count its steps, unless the change does. */
function unsummed(trace: Trace): Trace {
  delete trace.label_summary;
  return trace;
}

/** The candidate's steps, changed where the condition holds. */
export const labelled = (change: object, where: (i: number) => boolean = () => true): PipelineInput =>
  evaluation({
    trace: ({ variant, steps }) => {
      for (const step of variant === 'candidate' ? steps.filter((_, i) => where(i)) : []) Object.assign(step, change);
    },
  });

/** A run that escalated on every step. */
export function escalating(variant: string): Trace {
  const steps = Array.from({ length: 40 }, (_, i) => ({ step_index: i, data: `page ${i}`, label: 'negative', label_reason: 'escalation' }));
  return { run_id: 'run-77', variant, steps };
}

/** The first task that did not pass. */
export const failedTask = ({ results }: Report): Report['results'][number] => results.find(({ passed }) => !passed) as Report['results'][number];

/** One more task counts as passed, and the counts say so. */
export function onePassedMore(report: Report, task: Report['results'][number]): void {
  task.passed = true;
  const passed = report.results.filter((row) => row.passed).length;
  Object.assign(report, { pass_count: passed, fail_count: report.results.length - passed, pass_rate: passed / report.results.length });
}
