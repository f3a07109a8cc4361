/** The words that trace labellers know. A step with other words, or with none, was judged by nobody. */
import { counted } from '../io/words.ts';
import { breakOf, denialOf } from './broken.ts';

/** Reason of a label -> the labels that go with it. Labellers differ in what a success without a visible change is. */
const labels: ReadonlyMap<string, readonly string[]> = new Map([
  ['escalation', ['negative']],
  ['failed_step', ['negative']],
  ['gate_verify_pass', ['positive']],
  ['success_with_observed_delta', ['positive']],
  ['success_no_delta', ['neutral', 'positive']],
]);

export interface Labelled {
  readonly label?: string | null | undefined;
  readonly label_reason?: string | null | undefined;
  /** As the run says it. */
  readonly [said: string]: unknown;
}

/** Whether the step says what became of it: a known reason with a label that goes with it, and with what the run says. */
export function isUnderstood(step: Labelled): boolean {
  const { label, label_reason: reason } = step;
  if (label !== 'negative' && brokenStep(step) !== undefined) return false;
  return labels.get(reason ?? '')?.includes(label ?? '') ?? false;
}

/** What says that the step did not succeed. */
function brokenStep({ label: _, label_reason: __, ...said }: Labelled): string | undefined {
  return denialOf(said) ?? breakOf(said);
}

const shown = 4;

/** `3 of 20 steps have no known label (without a label: 2; "Escalation", negative: 1)`; undefined where all have one. */
export function notUnderstood(steps: readonly Labelled[]): string | undefined {
  const unknown = steps.filter((step) => !isUnderstood(step));
  if (unknown.length === 0) return undefined;
  const groups = [...Map.groupBy(unknown, wordsOf)].sort(([, a], [, b]) => b.length - a.length);
  const rest = groups.length - shown;
  const told = [...groups.slice(0, shown).map(([words, same]) => `${words}: ${same.length}`), ...(rest > 0 ? [`and ${rest} more`] : [])];
  return `${unknown.length} of ${counted(steps.length, 'step')} ${unknown.length === 1 ? 'has' : 'have'} no known label (${told.join('; ')})`;
}

function wordsOf(step: Labelled): string {
  const { label, label_reason: reason } = step;
  const isBroken = label !== 'negative' && brokenStep(step) !== undefined;
  const isEmpty = (word: string | null | undefined): boolean => (word ?? '').trim() === '';
  if (isEmpty(reason)) return isEmpty(label) ? 'without a label' : `${label} without a reason`;
  return `${JSON.stringify(reason)}, ${isEmpty(label) ? 'without a label' : label}${isBroken ? ', of a step without success' : ''}`;
}
