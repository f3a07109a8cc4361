/** What it means that a sanity check fired, in words that need no glossary. */
import type { Fact } from '../contracts/metrics.ts';
import type { SanityCheck } from '../contracts/sanity.ts';

type Subject = Pick<Fact, 'check' | 'corpus' | 'backend' | 'metric'>;

const alarms: Readonly<Record<SanityCheck, (subject: Subject) => string>> = {
  prediction_equals_truth: ({ backend, corpus }) => `predictions of ${backend} on ${corpus} are the labels`,
  prediction_of_labels: ({ backend, corpus }) => `predictions of ${backend} on ${corpus} carry what only labels have`,
  training_overlap: ({ corpus }) => `the candidate was trained on samples of ${corpus}`,
  contradictory_truth: () => 'the ground truth contradicts itself',
  same_backend: () => 'candidate and baseline are one backend',
  candidate_equals_baseline: ({ corpus }) => `candidate and baseline predict the same on ${corpus}`,
  same_prediction: ({ backend, corpus }) => `${backend} predicts the same for different samples of ${corpus}`,
  same_truth: ({ corpus }) => `different samples of ${corpus} have the same ground truth`,
  no_spread: ({ backend, corpus, metric }) => `${metric} of ${backend} on ${corpus} hardly differs from sample to sample`,
  unscored_share: ({ backend, corpus }) => `${backend} gives nothing usable for samples of ${corpus}`,
  corpus_overlap: () => 'corpora share samples',
  duplicate_pictures: ({ corpus }) => `${corpus} has samples more than once`,
  option_without_effect: ({ backend }) => `${backend} are declared differently and predict the same`,
};

/** `predictions of yolo on flagged are the labels`; undefined for a check that has no words. */
export function alarmText(subject: Subject): string | undefined {
  return Object.hasOwn(alarms, subject.check) ? alarms[subject.check as SanityCheck](subject) : undefined;
}
