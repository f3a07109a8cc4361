/**
 * The criteria file (YAML) and the two files made of it: `measure.json` (what tabulate must know) and `policy.json`
 * (what decide must know). They are apart so that a changed limit runs nothing but decide and render.
 */
import { z } from 'zod';
import { count, digest, finite, name, schemaVersion } from './common.ts';

export const level = z.enum(['block', 'warn', 'info']);
/** What a sanity check does when it fires. */
export const sanityLevel = z.enum(['void', 'block', 'warn', 'info']);

/** How intervals are made. All of it is in the file: a seed in code would be a hidden choice. */
const statistics = z.strictObject({
  resamples: z.int().min(100).max(100_000),
  seed: z.int().nonnegative(),
  level: finite.gt(0).lt(1),
  /** Below this many groups no interval is given. */
  minimum_groups: z.int().min(2),
});

export const measure = z.strictObject({
  /** A sample passes when this metric reaches `at`; equality passes. */
  pass: z.strictObject({ metric: name, at: finite }).optional(),
  /** Samples where truth and prediction are both empty: left out of every aggregate, or counted as perfect. */
  correct_rejections: z.enum(['exclude', 'include']).default('exclude'),
  statistics,
});
export type Measure = z.infer<typeof measure>;

/** One value of `where`: a corpus, optionally one slice, or every value of a dimension but the named ones. */
const whereRule = z.union([
  z.strictObject({ corpus: name }),
  z.strictObject({ corpus: name, slice: z.record(name, z.string()) }),
  z.strictObject({ corpus: name, each: name, except: z.array(z.string()).optional() }),
]);

export const criterion = z.strictObject({
  id: name,
  title: z.string().optional(),
  metric: name,
  /** Which number of the row is judged. `value` is the metric's own aggregate. */
  statistic: z.enum(['value', 'mean', 'median', 'p10', 'p90']).default('value'),
  where: whereRule,
  of: z.enum(['candidate', 'candidate - baseline']),
  /** Must be reached from the metric's better side; equality passes. */
  limit: finite,
  /** `interval`: the bound on the worse side must reach the limit too. */
  holds: z.enum(['value', 'interval']).default('value'),
  minimum_n: z.int().positive(),
  /** What too little or no evidence means. */
  missing: z.enum(['block', 'warn', 'not_applicable']).default('block'),
  level: level.default('block'),
  tier: z.string().optional(),
});
export type Criterion = z.infer<typeof criterion>;

/** A sanity check fires when its fact is beyond `limit`; `missing` is its level when the fact could not be measured. */
export const sanityRule = z.strictObject({
  level: sanityLevel,
  limit: finite,
  /** The check needs at least this many samples, else it says nothing. */
  minimum_n: z.int().nonnegative().default(0),
  missing: sanityLevel.default('info'),
});
export type SanityRule = z.infer<typeof sanityRule>;

/** criteria.yaml as a person writes it. */
export const criteriaFile = z.strictObject({
  schema: z.literal(1),
  id: name,
  version: z.int().positive(),
  about: z.string().optional(),
  measure,
  criteria: z.array(criterion).min(1),
  /** Overrides of the shipped sanity policy, by check. */
  sanity: z.record(name, sanityRule).optional(),
});
export type CriteriaFile = z.infer<typeof criteriaFile>;

/** sanity.yaml: level and limit of each check; a file, because no limit lives in code. */
export const sanityFile = z.strictObject({ schema: z.literal(1), sanity: z.record(name, sanityRule) });

export const measureFile = z.strictObject({ schemaVersion, kind: z.literal('measure'), digest, measure });
export type MeasureFile = z.infer<typeof measureFile>;

export const policyFile = z.strictObject({
  schemaVersion,
  kind: z.literal('policy'),
  id: name,
  version: count,
  about: z.string(),
  /** Over the criteria and the sanity policy as read, not over blanks and comments. */
  digest,
  measure: digest,
  criteria: z.array(criterion).min(1),
  sanity: z.record(name, sanityRule),
});
export type PolicyFile = z.infer<typeof policyFile>;
