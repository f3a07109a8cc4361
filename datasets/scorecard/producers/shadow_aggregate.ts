/** Shadow analytics: labelled traces of live traffic, counted for each variant. */
import { z } from 'zod';

export const shadowTrace = z.looseObject({
  variant: z.string().nullish(),
  steps: z.array(z.looseObject({ label: z.string().nullish(), label_reason: z.string().nullish() })).nullish(),
});
export type ShadowTrace = z.infer<typeof shadowTrace>;

interface VariantCounts {
  readonly variant: string;
  readonly run_count: number;
  readonly step_count: number;
  readonly escalation_count: number;
  readonly failure_count: number;
  /** Four decimals, for people; null without a step. */
  readonly escalation_rate: number | null;
  readonly failure_rate: number | null;
}

export interface ShadowSummary {
  readonly variants: Readonly<Record<string, VariantCounts>>;
  /** Null unless baseline and candidate have steps. */
  readonly comparison: {
    readonly escalation_rate_delta: number;
    readonly failure_rate_delta: number;
    readonly baseline_runs: number;
    readonly candidate_runs: number;
    readonly candidate_escalation_rate_lower: boolean;
  } | null;
  /** `worse`: the candidate's escalation rate is above the baseline's by more than the tolerance. */
  readonly verdict: 'not_worse' | 'worse' | 'not_compared';
}

const unassigned = '__unassigned__';

/** @param tolerance of the difference of escalation rates, which is judged unrounded */
export function aggregateShadow(traces: readonly ShadowTrace[], tolerance = 0): ShadowSummary {
  const byVariant = Map.groupBy(traces, ({ variant }) => variant?.trim() || unassigned);
  const variants = Object.fromEntries([...byVariant].map(([variant, of]) => [variant, countVariant(variant, of)]));
  const { baseline, candidate } = variants;
  if (baseline === undefined || candidate === undefined || baseline.step_count === 0 || candidate.step_count === 0) {
    return { variants, comparison: null, verdict: 'not_compared' };
  }
  const difference = (count: 'escalation_count' | 'failure_count'): number =>
    candidate[count] / candidate.step_count - baseline[count] / baseline.step_count;
  const escalations = difference('escalation_count');
  return {
    variants,
    comparison: {
      escalation_rate_delta: fourDecimals(escalations),
      failure_rate_delta: fourDecimals(difference('failure_count')),
      baseline_runs: baseline.run_count,
      candidate_runs: candidate.run_count,
      candidate_escalation_rate_lower: escalations <= 0,
    },
    verdict: escalations > tolerance ? 'worse' : 'not_worse',
  };
}

function countVariant(variant: string, traces: readonly ShadowTrace[]): VariantCounts {
  const negative = traces.flatMap(({ steps }) => steps ?? []).filter(({ label }) => label === 'negative');
  const steps = traces.reduce((sum, trace) => sum + (trace.steps?.length ?? 0), 0);
  const escalations = negative.filter(({ label_reason }) => label_reason === 'escalation').length;
  const rate = (count: number): number | null => (steps === 0 ? null : fourDecimals(count / steps));
  return {
    variant,
    run_count: traces.length,
    step_count: steps,
    escalation_count: escalations,
    failure_count: negative.length,
    escalation_rate: rate(escalations),
    failure_rate: rate(negative.length),
  };
}

function fourDecimals(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
