/**
 * The sanity checks of every evaluation: tabulate measures one or more facts for each, the sanity policy has one rule
 * for each, decide compares them. The gravest come first: of two that void a run the first is named.
 */
export const sanityChecks = {
  prediction_equals_truth: 'share of predictions that equal the ground truth',
  prediction_of_labels: 'share of predictions that carry fields which only labels have',
  training_overlap: 'samples that the candidate was trained on',
  contradictory_truth: 'pictures that have two different ground truths',
  same_backend: 'backends that are candidate and baseline at once',
  candidate_equals_baseline: 'share of samples on which candidate and baseline predict the same',
  same_prediction: 'share of samples that get the most frequent prediction',
  same_truth: 'share of samples that have the most frequent ground truth',
  no_spread: 'share of samples that have the most frequent value',
  unscored_share: 'share of samples without a usable prediction',
  corpus_overlap: 'pictures that are in more than one corpus',
  duplicate_pictures: 'pictures that are in a corpus more than once',
  option_without_effect: 'share of equal predictions of two backends that are declared differently',
} as const satisfies Record<string, string>;

export type SanityCheck = keyof typeof sanityChecks;

/** Names of the checks, gravest first. */
export const sanityCheckNames = Object.keys(sanityChecks) as readonly SanityCheck[];
