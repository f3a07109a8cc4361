/** Trace labeller: one label and its reason for each step of a raw trace. */
import { z } from 'zod';

/** Searched in `data`, ignoring case. The normal end of a result list (page_exhausted) is none: nothing went wrong. */
const escalationMarkers = ['cloudflare', 'page_blocked', 'rejected_incomplete', 'antibot', 'scan_error'];
const verified = 'gate:PASS';

export const rawStep = z.looseObject({ success: z.unknown(), data: z.string().nullish(), observed_outcome: z.string().nullish() });
export type RawStep = z.infer<typeof rawStep>;

export const rawTrace = z.looseObject({ variant: z.string().nullish(), steps: z.array(rawStep) });
export type RawTrace = z.infer<typeof rawTrace>;

export interface Label {
  readonly label: 'positive' | 'neutral' | 'negative';
  readonly label_reason: string;
}

/**
 * The first rule that fits. Only `success: true` is a success: the text "no" is not. A verified success stays one, whatever
 * words its data go on with.
 */
export function labelStep({ success, data, observed_outcome }: RawStep): Label {
  const text = data ?? '';
  const succeeded = success === true;
  if (succeeded && text.startsWith(verified)) return { label: 'positive', label_reason: 'gate_verify_pass' };
  const lower = text.toLowerCase();
  if (escalationMarkers.some((marker) => lower.includes(marker))) return { label: 'negative', label_reason: 'escalation' };
  if (!succeeded) return { label: 'negative', label_reason: 'failed_step' };
  if ((observed_outcome ?? '') !== '') return { label: 'positive', label_reason: 'success_with_observed_delta' };
  return { label: 'neutral', label_reason: 'success_no_delta' };
}

/** A labelled trace: the raw one, variant and costs and all, with a label on each step and a count of each reason. */
export function labelTrace(
  trace: RawTrace,
): RawTrace & { readonly steps: readonly (RawStep & Label)[]; readonly label_summary: Record<string, number> } {
  const steps = trace.steps.map((step) => ({ ...step, ...labelStep(step) }));
  const reasons = Map.groupBy(steps, ({ label_reason }) => label_reason);
  return { ...trace, steps, label_summary: Object.fromEntries([...reasons].map(([reason, of]) => [reason, of.length])) };
}
