/** A promotion scorecard: nine gates on artefacts of other programs. */
import { readdirSync, readFileSync } from 'node:fs';
import { evidenceConfig } from '../../../eval/contracts/evidence_config.ts';
import type { EvidenceInput, Source } from '../../../eval/evidence/input.ts';
import { sourceOf } from '../../../eval/evidence/input.ts';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import type { Chapter } from './row.ts';

const folder = 'datasets/scorecard';
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
const source = (name: string, value: unknown): Source => sourceOf(name, Buffer.from(JSON.stringify(value)));

interface Report {
  pass_count: number;
  pass_rate: number;
  task_count: number;
  results: { task_id: string; passed: boolean; outcome: { cost: number; success: boolean } }[];
}
interface Trace {
  variant?: string;
  steps: { label: string; label_reason: string; success?: boolean }[];
}
type Config = Record<string, unknown> & { overrides: Record<string, unknown>[] };

interface Changes {
  readonly config?: (config: Config) => void;
  readonly report?: (report: Report) => void;
  readonly shadow?: (summary: { variants: Record<string, Record<string, number>> }) => void;
  readonly trace?: (trace: Trace) => void;
  readonly without?: readonly (keyof EvidenceInput)[];
}

function changed<T>(text: string, change: ((value: T) => void) | undefined): T {
  const value = JSON.parse(text) as T;
  change?.(value);
  return value;
}

function evaluation({ config, report, shadow, trace, without = [] }: Changes = {}): PipelineInput {
  const traces = readdirSync(`${folder}/traces`)
    .sort()
    .map((name) => [name, source(name, changed(read(`traces/${name}`), trace))] as const);
  const artefacts: Partial<EvidenceInput> = {
    evalReport: source('report.json', changed(read('report-candidate.json'), report)),
    shadowSummary: source('shadow.json', changed(read('shadow-summary.json'), shadow)),
    traces: new Map(traces),
  };
  const kept = Object.fromEntries(Object.entries(artefacts).filter(([name]) => !without.includes(name as keyof EvidenceInput)));
  return {
    corpora: {},
    backends: {},
    evidence: { scorecard: { config: evidenceConfig.parse(changed(read('config-overrides.json'), config)), ...kept } },
    criteria: readFileSync('criteria/scorecard/promotion_scorecard.yaml', 'utf8'),
    sanity: readFileSync('criteria/sanity.yaml', 'utf8'),
    tier: 'first_sft',
  };
}

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
            Object.assign(variants['candidate'] ?? {}, { step_count: 19_984, escalation_count: 1_000, escalation_rate: 0.05 }),
        }),
    },
  ],
};
