/** evidence_config.json: what a BUILD file declares about evidence, written by Starlark at analysis. */
import { z } from 'zod';
import { count, finite, name } from './common.ts';
import { evidence } from './evidence.ts';

const vouched = {
  metric: name,
  role: z.enum(['candidate', 'baseline']).default('candidate'),
  /** Who took responsibility for the number, and why it is not the artefacts' one. */
  who: z.string().trim().min(1),
  why: z.string().trim().min(1),
};

/** A number that a person states. It wins over every artefact, and every report shows it as an override. */
export const override = z.union([
  z.strictObject({ ...vouched, value: finite, n: z.int().positive() }),
  z.strictObject({ ...vouched, numerator: count, denominator: z.int().positive() }),
]);
export type Override = z.infer<typeof override>;

/** How champion (the baseline) and challenger (the candidate) are held against each other, task by task. */
export const championSettings = z.strictObject({
  /** A task regressed when its score fell by more than this. */
  regression_tolerance: finite.nonnegative(),
  resamples: z.int().min(100).max(100_000),
  seed: z.int().nonnegative(),
});
export type ChampionSettings = z.infer<typeof championSettings>;

export const evidenceConfig = z.strictObject({
  name,
  subject: evidence.shape.subject,
  overrides: z.array(override).default([]),
  /** Asks for the comparison. */
  champion: championSettings.optional(),
});
export type EvidenceConfig = z.infer<typeof evidenceConfig>;
