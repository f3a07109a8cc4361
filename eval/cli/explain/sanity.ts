/** A sanity check: what it looks at, what it found, and what to do about it. */
import type { Explanation } from '../../contracts/answers.ts';
import type { Decision, Finding } from '../../contracts/decision.ts';
import type { SanityCheck } from '../../contracts/sanity.ts';
import { sanityChecks } from '../../contracts/sanity.ts';
import { findingText } from '../../report/phrases/status.ts';

interface ExplainedCheck {
  readonly answer: string;
  readonly told: NonNullable<Explanation['sanity']>;
}

/** Undefined where no check has that name. The prefix `sanity:` may be left out. */
export function explainCheck(asked: string, { sanity, deciding }: Decision): ExplainedCheck | undefined {
  const check = asked.replace(/^sanity:/, '');
  const findings = sanity.filter((finding) => finding.check === check);
  const [first] = findings.toSorted((a, b) => gravity(b) - gravity(a));
  if (first === undefined) return undefined;
  const more = findings.length === 1 ? '' : `; the gravest of ${findings.length} findings`;
  const answer = `sanity:${check} ${findingText(first)}: ${first.reason}${more}`;
  const measures = (sanityChecks as Readonly<Record<string, string>>)[check] ?? '';
  return { answer, told: { check, measures, deciding: deciding === `sanity:${check}`, advice: adviceFor(check), findings } };
}

function adviceFor(check: string): string {
  return (advice as Readonly<Record<string, string>>)[check] ?? '';
}

const levels = ['info', 'warn', 'block', 'void'] as const;

/** What weighs more in the verdict; of one weight, what fired before what could not be measured. What is quiet weighs nothing. */
function gravity({ status, level }: Finding): number {
  return status === 'quiet' ? -1 : 2 * levels.indexOf(level) + (status === 'fired' ? 1 : 0);
}

/** What to do when a check fired. docs/gate-failed.md tells more. */
export const advice: Readonly<Record<SanityCheck, string>> = {
  prediction_equals_truth: 'See that the predictions are not read from the labels, and that the labels were not made by the judged model.',
  prediction_of_labels: 'See where the file of predictions comes from: annotators and review states stand in labels, and no model writes them.',
  training_overlap:
    'Take the samples named out of the training set or out of the corpus, with everything related to them, and train or evaluate again.',
  contradictory_truth: 'Find out which of the annotations is right; correct it, or exclude the picture.',
  same_backend: 'Name the model in service as the baseline. To test the gate itself, replace the rule in the criteria file.',
  candidate_equals_baseline: 'See that candidate and baseline read their own checkpoint and their own files of predictions.',
  same_prediction: 'Look at the predictions in the report: a model that ignores its input was exported, loaded or preprocessed wrongly.',
  same_truth: 'Look at the labels: one file was read for all samples, or they are placeholders.',
  no_spread: 'Look at single samples: a metric with one value nearly everywhere measures nothing. Predictions may be empty, or labels.',
  unscored_share: 'Read the reasons of the failed samples in the report; mend the backend. Failures are not left out.',
  corpus_overlap: 'Take the samples out of one of the corpora if they are not in both on purpose.',
  duplicate_pictures: 'Remove the copies, or give them one group: they weigh double.',
  option_without_effect: 'See that the option is passed on to the model: both backends predict the same.',
};
