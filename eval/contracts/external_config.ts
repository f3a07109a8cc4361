/** external_metrics_config.json: what a BUILD file declares about evidence, written by Starlark at analysis. */
import * as z from 'zod';
import { count, finite, name } from './common.ts';
import { externalMetrics } from './external_metrics.ts';

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

/** Where one number stands. A pointer begins with "/"; what it rests on is declared, or stands somewhere too. */
const place = z.strictObject({ at: z.string().min(1), n: z.int().positive().optional(), n_at: z.string().min(1).optional() });
const pointed = place.extend({
  at: z.string().regex(/^\//, 'expected a JSON pointer, which begins with "/"'),
  n_at: z.string().regex(/^\//).optional(),
});
const role = z.enum(['candidate', 'baseline']).default('candidate');

/** A file of numbers: rows that say what they are, or declared places in JSON or in one row of CSV. */
export const externalSource = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('rows'), role }),
  z.strictObject({ form: z.literal('json'), role, metrics: z.record(name, pointed) }),
  z.strictObject({
    form: z.literal('csv'),
    role,
    metrics: z.record(name, place),
    /** Which row: the first, the last, or the one with the best value of a column (the first of several). */
    row: z.union([z.enum(['first', 'last']), z.strictObject({ by: z.string(), pick: z.enum(['highest', 'lowest']) })]).default('last'),
  }),
]);
export type ExternalSource = z.infer<typeof externalSource>;

export const externalConfig = z.strictObject({
  name,
  subject: externalMetrics.shape.subject,
  overrides: z.array(override).default([]),
  /** Asks for the comparison. */
  champion: championSettings.optional(),
  /** Numbers of a file of no known kind. */
  external: externalSource.optional(),
});
export type ExternalConfig = z.infer<typeof externalConfig>;
