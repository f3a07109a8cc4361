/** The sanity checks of every evaluation: tabulate measures each, the sanity policy has a rule for each, decide compares the two. */
import type { SanityMeasurement } from '../contracts/metrics.ts';
import { candidateEqualsBaseline, optionWithoutEffect, predictionEqualsTruth, predictionOfLabels, sameBackend } from './agreement.ts';
import { blankClass } from './blank_class.ts';
import { equalScores, misreadBoxes, scaledBoxes, shiftedClasses } from './boxes.ts';
import type { Check } from './check.ts';
import type { Evaluation } from './evaluation.ts';
import { reversedPolarity, tracedLabels } from './masks.ts';
import { augmentedCopies, contradictoryTruth, corpusOverlap, duplicatePictures, targetInFeatures, trainingOverlap } from './pictures.ts';
import { unpinnedData } from './provenance.ts';
import { noSpread, samePrediction, sameTruth, unscoredShare } from './variety.ts';

/** Gravest first: of two that void a run the first is named. */
export const sanityChecks: readonly Check[] = [
  predictionEqualsTruth,
  tracedLabels,
  predictionOfLabels,
  trainingOverlap,
  targetInFeatures,
  contradictoryTruth,
  sameBackend,
  candidateEqualsBaseline,
  samePrediction,
  sameTruth,
  blankClass,
  misreadBoxes,
  scaledBoxes,
  shiftedClasses,
  equalScores,
  reversedPolarity,
  noSpread,
  unscoredShare,
  corpusOverlap,
  duplicatePictures,
  augmentedCopies,
  optionWithoutEffect,
  unpinnedData,
];

export const sanityCheckNames: readonly string[] = sanityChecks.map(({ name }) => name);

/** The check of a name; reports of another version may hold names that this one does not know. */
export function checkNamed(name: string): Check | undefined {
  return sanityChecks.find((check) => check.name === name);
}

/** In the order of the checks, then of backends and corpora. Every check is measured, or says why it could not be. */
export function measureSanity(evaluation: Evaluation): SanityMeasurement[] {
  return sanityChecks.flatMap(({ name, measure }) => measure(evaluation).map((measured) => ({ check: name, ...measured })));
}
