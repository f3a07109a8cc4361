/**
 * Labelled traces: steps with the reason of their label, of one run each. Only a run that says whose it is counts: pooled
 * with the baseline's, a candidate that escalates on every step would pass at a small share of the traffic.
 */

import { z } from 'zod';
import type { EvidenceRow } from '../contracts/evidence.ts';
import { Problems } from '../errors/errors.ts';
import { readJsonText } from '../io/json_text.ts';
import { byText } from '../io/order.ts';
import { counted } from '../io/words.ts';
import type { Found, Reader } from './found.ts';
import { missing, nothing, proportion } from './found.ts';
import { artefactCodes } from './input.ts';

const step = z.looseObject({ label: z.string().nullish(), label_reason: z.string().nullish() });
const file = z.looseObject({ variant: z.string().nullish(), steps: z.array(step) });
type Trace = z.infer<typeof file>;

/** @throws InputError EV6001, EV6002 */
export const labelledTraces: Reader = ({ config, traces: sources }) => {
  if (sources === undefined) return nothing;
  const problems = new Problems();
  const traces = [...sources.values()].flatMap((source) => {
    return problems.collect(() => readJsonText(source.text, source.location, file, artefactCodes).value) ?? [];
  });
  problems.check();
  const byVariant = Map.groupBy(traces, ({ variant }) => variant?.trim() ?? '');
  const roles = config.subject.baseline === null ? (['candidate'] as const) : (['candidate', 'baseline'] as const);
  const found = roles.map((role) => ofVariant(byVariant.get(role) ?? [], role));
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

function stepsOf(traces: readonly Trace[]): Trace['steps'] {
  return traces.flatMap(({ steps }) => steps);
}

function ofVariant(traces: readonly Trace[], role: EvidenceRow['role']): Found {
  const steps = stepsOf(traces);
  const metrics = ['forbidden_region_avoidance', 'loop_rate_max', 'escalation_rate_max', 'failed_step_rate'] as const;
  if (steps.length === 0) {
    const reason = traces.length === 0 ? `no labelled trace says that it is the ${role}'s` : `no step in ${counted(traces.length, 'labelled trace')}`;
    return { rows: metrics.map((metric) => missing({ metric, role }, reason)), remarks: [] };
  }
  const reasons = Map.groupBy(steps, ({ label_reason }) => label_reason ?? '');
  const of = (reason: string): Trace['steps'] => reasons.get(reason) ?? [];
  const escalated = of('escalation').length;
  // Shadow analytics counts an escalation only where the label says so too.
  const confirmed = of('escalation').filter(({ label }) => label === 'negative').length;
  const failed = of('failed_step').length;
  const unlabelled = of('').length;
  const whole = counted(steps.length, 'labelled step');
  const mirrored = 'avoidance of forbidden regions and loop rate are one count, seen from both sides';
  const parts: Record<(typeof metrics)[number], [part: number, detail: string]> = {
    forbidden_region_avoidance: [steps.length - escalated, `all but ${counted(escalated, 'escalation')} in ${whole}; ${mirrored}`],
    loop_rate_max: [escalated, `${counted(escalated, 'escalation')} in ${whole}; ${mirrored}`],
    escalation_rate_max: [confirmed, `${counted(confirmed, 'escalation')} with a negative label in ${whole}`],
    failed_step_rate: [failed, `${counted(failed, 'failed step')} in ${whole}, escalations not among them`],
  };
  return {
    rows: metrics.map((metric) => proportion({ metric, role }, parts[metric][0], steps.length, parts[metric][1])),
    remarks:
      unlabelled === 0 ? [] : [`${counted(unlabelled, 'step')} of the ${role} in labelled traces without a label_reason, counted as no escalation`],
  };
}
