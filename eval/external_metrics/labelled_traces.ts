/**
 * Labelled traces: steps with the reason of their label, of one run each. Only a run that says whose it is counts: pooled
 * with the baseline's, a candidate that escalates on every step would pass at a small share of the traffic. Steps that nobody
 * labelled leave the rates without a value: counted as no escalation they would flatter whoever has few labels.
 */

import * as z from 'zod';
import type { Json } from '../contracts/common.ts';
import type { ExternalRow } from '../contracts/external_metrics.ts';
import { type Problem, Problems } from '../errors/errors.ts';
import type { Path } from '../io/issues.ts';
import { byText } from '../io/order.ts';
import { counted } from '../io/words.ts';
import { readArtefact } from './artefact.ts';
import { breakOf, wordsOf } from './broken.ts';
import { type ComparedTrace, copiedTraces } from './copied_traces.ts';
import { contentOf, folded, isMixed } from './copies.ts';
import { type Found, missing, nothing, proportion, type Reader } from './found.ts';
import { notUnderstood } from './trace_labels.ts';

const step = z.looseObject({ label: z.string().nullish(), label_reason: z.string().nullish() });
const file = z.looseObject({
  run_id: z.union([z.string(), z.number()]).nullish(),
  variant: z.string().nullish(),
  steps: z.array(step),
  /** How many steps have each reason, or each label. */
  label_summary: z.record(z.string(), z.unknown()).nullish(),
});
type Trace = z.infer<typeof file>;

/** @throws InputError EV6001, EV6002, EV6004, EV6005, EV6023 */
export const labelledTraces: Reader = ({ config, traces: sources }) => {
  if (sources === undefined) return nothing;
  const problems = new Problems();
  const read = [...sources.values()].flatMap((source) => {
    const artefact = problems.collect(() => readArtefact(source, file, folded));
    if (artefact === undefined) return [];
    for (const { path, ...problem } of wrongCounts(artefact.value)) problems.add({ ...problem, location: artefact.positionOf(path) });
    return [{ location: source.location, trace: artefact.value }];
  });
  for (const problem of copiedTraces(read.map(({ location, trace }) => comparedTrace(location, trace)))) problems.add(problem);
  problems.check();
  const byVariant = Map.groupBy(
    read.map(({ trace }) => trace),
    ({ variant }) => variantOf(variant),
  );
  const roles = config.subject.baseline === null ? (['candidate'] as const) : (['candidate', 'baseline'] as const);
  const found = roles.map((role) => ofVariant(byVariant.get(role) ?? [], byVariant.get('')?.length ?? 0, role));
  const others = [...byVariant].filter(([variant]) => !(roles as readonly string[]).includes(variant)).sort(([a], [b]) => byText(a, b));
  return {
    rows: found.flatMap(({ rows }) => rows),
    remarks: [
      ...others.map(([variant, of]) => {
        const whose = variant === '' ? 'without a variant' : `of variant ${variant}`;
        return `${counted(of.length, 'labelled trace')} ${whose} (${counted(stepsOf(of).length, 'step')}) counted for nobody`;
      }),
      ...found.flatMap(({ remarks }) => remarks),
    ],
  };
};

/** What analytics call a run that nobody assigned. */
const unassigned = new Set(['', folded('__unassigned__')]);

/** Empty for a trace that does not say whose it is; names that differ in case, blanks or invisible characters are one. */
function variantOf(variant: string | null | undefined): string {
  const name = folded(variant ?? '');
  return unassigned.has(name) || isMixed(variant ?? '') ? '' : name;
}

const stepCounts = /^(num|n|total|labell?ed) steps$|^steps? (count|total)$/;

const allSteps = /^(total|all|steps)$|^steps? (count|total)$/;

/** How often each word stands there, folded. */
function tally(words: readonly (string | null | undefined)[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const word of words) if (word) times.set(folded(word), (times.get(folded(word)) ?? 0) + 1);
  return times;
}

/** EV6004: what a trace counts of itself, and its steps do not: steps were lost, added, or labelled again. */
function wrongCounts({ steps, label_summary: summary, ...said }: Trace): (Omit<Problem, 'location'> & { readonly path: Path })[] {
  const [reasons, labels] = [tally(steps.map(({ label_reason }) => label_reason)), tally(steps.map(({ label }) => label))];
  const countOf = (name: string): number => reasons.get(name) ?? labels.get(name) ?? (allSteps.test(name) ? steps.length : 0);
  const stated = Object.entries(summary ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  const names = new Set(stated.map(([name]) => folded(name)));
  const unstated = [reasons, labels].flatMap((counts) => ([...counts.keys()].some((name) => names.has(name)) ? [...counts] : []));
  const told = [
    ...stated.map(([name, number]) => [['label_summary', name], number, countOf(folded(name))] as const),
    ...unstated.filter(([name]) => !names.has(name)).map(([name, count]) => [['label_summary', name], 0, count] as const),
    ...Object.entries(said).flatMap(([name, number]) =>
      typeof number === 'number' && stepCounts.test(wordsOf(name)) ? [[[name], number, steps.length] as const] : [],
    ),
  ];
  return told.flatMap(([path, got, expected]) => {
    if (got === expected) return [];
    const message = `${path.at(-1)} is not what the steps say`;
    return [{ code: 'EV6004', path: path.length === 2 ? ['label_summary'] : path, message, got: String(got), expected: String(expected) }];
  });
}

const positionNames = /^(step )?(index|number|position|no)$|^(step|i)$/;
/** Members that differ in a copy as they do in a second run. */
const noiseNames =
  /(^| )(uuid|guid|seed|nonce|times?|timestamp|ts|t|date|at|duration|elapsed|latency|ms|seconds?|hostname|pid|attempt)( |$)|^((step|run|trace|span|session|event|request|record|parent) )*(id|host|run|trace|session)$/;

/** Times and identities say nothing about what was done, nor does the name of the run, wherever it stands. */
function comparedTrace(location: string, { run_id, steps }: Trace): ComparedTrace {
  const runId = folded(String(run_id ?? ''));
  const said = steps.map(({ label, label_reason, ...step }) => {
    const members = new Map<string, string>();
    let position: number | null = null;
    for (const [name, value] of Object.entries(step)) {
      const words = wordsOf(name);
      const number = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
      if (positionNames.test(words) && !Number.isNaN(number)) position = number;
      else if (!noiseNames.test(words) && !(typeof value === 'string' && ['', runId].includes(folded(value))) && (value ?? null) !== null)
        members.set(words, contentOf(value as Json));
    }
    return { position, label: `${label ?? ''} ${label_reason ?? ''}`, members };
  });
  // Written in another order it is the same run.
  const isNumbered = new Set(said.map(({ position }) => position)).size === said.length && said.every(({ position }) => position !== null);
  return { location, runId, steps: isNumbered ? said.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0)) : said };
}

function stepsOf(traces: readonly Trace[]): Trace['steps'] {
  return traces.flatMap(({ steps }) => steps);
}

const metrics = ['forbidden_region_avoidance', 'loop_rate_max', 'escalation_rate_max', 'failed_step_rate'] as const;

/** @param anybodys traces that do not say whose they are: any of them may be this one's */
function ofVariant(traces: readonly Trace[], anybodys: number, role: ExternalRow['role']): Found {
  const steps = stepsOf(traces);
  const none = (reason: string): ExternalRow[] => metrics.map((metric) => missing({ metric, role }, reason));
  if (traces.length === 0) return { rows: none(`no labelled trace says that it is the ${role}'s`), remarks: [] };
  if (steps.length === 0) return { rows: none(`no step in ${counted(traces.length, 'labelled trace')}`), remarks: [] };
  const empty = traces.filter((trace) => trace.steps.length === 0).length;
  const broken = traces.filter(({ steps: own, ...run }) => own.every(({ label }) => label !== 'negative') && breakOf(run) !== undefined).length;
  const lack =
    notUnderstood(steps) ??
    (anybodys > 0 ? `${counted(anybodys, 'labelled trace')} without a variant may be the ${role}'s` : undefined) ??
    (broken > 0 ? `${counted(broken, 'labelled trace')} broke, and no step of it says so` : undefined) ??
    (empty > 0 ? `${counted(empty, 'labelled trace')} without a step: what became of it nobody says` : undefined);
  if (lack !== undefined) return { rows: none(lack), remarks: [`labelled traces of the ${role}, not counted: ${lack}`] };
  const withReason = (reason: string): number => steps.filter(({ label_reason }) => label_reason === reason).length;
  const [escalated, failed] = [withReason('escalation'), withReason('failed_step')];
  const whole = counted(steps.length, 'labelled step');
  const mirrored = 'avoidance of forbidden regions and loop rate are one count, seen from both sides';
  const parts: Record<(typeof metrics)[number], [part: number, detail: string]> = {
    forbidden_region_avoidance: [steps.length - escalated, `all but ${counted(escalated, 'escalation')} in ${whole}; ${mirrored}`],
    loop_rate_max: [escalated, `${counted(escalated, 'escalation')} in ${whole}; ${mirrored}`],
    escalation_rate_max: [escalated, `${counted(escalated, 'escalation')} with a negative label in ${whole}`],
    failed_step_rate: [failed, `${counted(failed, 'failed step')} in ${whole}, escalations not among them`],
  };
  return { rows: metrics.map((metric) => proportion({ metric, role }, parts[metric][0], steps.length, parts[metric][1])), remarks: [] };
}
