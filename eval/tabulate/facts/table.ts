/** All facts. Every sanity check of the contract has one function here, and nothing else does. */
import type { Fact } from '../../contracts/metrics.ts';
import type { SanityCheck } from '../../contracts/sanity.ts';
import { sanityCheckNames } from '../../contracts/sanity.ts';
import type { Evaluation } from '../evaluation.ts';
import { candidateEqualsBaseline, optionWithoutEffect, predictionEqualsTruth, predictionOfLabels, sameBackend } from './agreement.ts';
import { unscoredShare } from './coverage.ts';
import type { Measurement } from './fact.ts';
import { contradictoryTruth, corpusOverlap, duplicatePictures, trainingOverlap } from './pictures.ts';
import { noSpread, samePrediction, sameTruth } from './variety.ts';

const measurements: Readonly<Record<SanityCheck, Measurement>> = {
  prediction_equals_truth: predictionEqualsTruth,
  prediction_of_labels: predictionOfLabels,
  training_overlap: trainingOverlap,
  contradictory_truth: contradictoryTruth,
  same_backend: sameBackend,
  candidate_equals_baseline: candidateEqualsBaseline,
  same_prediction: samePrediction,
  same_truth: sameTruth,
  no_spread: noSpread,
  unscored_share: unscoredShare,
  corpus_overlap: corpusOverlap,
  duplicate_pictures: duplicatePictures,
  option_without_effect: optionWithoutEffect,
};

/** In the order of the checks, then of backends and corpora. Every check is measured, or says why it could not be. */
export function measureFacts(evaluation: Evaluation): Fact[] {
  return sanityCheckNames.flatMap((check) => measurements[check](evaluation).map((body) => ({ check, ...body })));
}
