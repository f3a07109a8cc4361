/**
 * The criteria file (YAML) and the two files made of it: `measurement.json` (what tabulate must know) and `policy.json`
 * (what decide must know). They are apart so that a changed limit runs nothing but decide and render.
 */
import * as z from 'zod';
import { count, digest, fileOf, finite, json, name, partName } from './common.ts';
import { ownMetric } from './metric_definition.ts';

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
  /**
   * How the interval of samples is made. `percentile` of the resamples where nothing is said. `expanded` is honest for few groups: for each
   * kind of number by the method that docs/statistics.md names.
   */
  interval: z.enum(['percentile', 'expanded']).optional(),
});

/** A sample passes when this metric, of its whole or of one part, reaches `at`; equality passes. */
export const passLimit = z.strictObject({ metric: name, part: partName.optional(), at: finite });

/** A number made of others: the sum of weight x value, or weight x (1 - value). */
export const composite = z.strictObject({
  id: name,
  /** Left out: of a sample's metrics, then averaged. `rows`: of the numbers of a row of the table, external ones included. */
  over: z.literal('rows').optional(),
  title: z.string(),
  better: z.enum(['higher', 'lower']),
  terms: z
    .array(
      z.strictObject({
        metric: name,
        part: partName.optional(),
        weight: finite,
        /** Values that count as 0 and as 1, held at the ends: a latency of which less is better has `zero` above `one`. Then all weights sum to 1. */
        scale: z.strictObject({ zero: finite, one: finite }).optional(),
        of: z.enum(['value', 'complement']).default('value'),
        /** Stands in for the metric's value (before scale and complement) where it is undefined; without one the composite is undefined too. */
        when_undefined: finite.optional(),
      }),
    )
    .min(1),
});
export type Composite = z.infer<typeof composite>;

/** A metric whose values come from outside. */
export const externalMetric = z.strictObject({
  id: name,
  title: z.string(),
  unit: z.string(),
  range: z.tuple([finite.nullable(), finite.nullable()]),
  better: z.enum(['higher', 'lower']),
  summary: z.string().default(''),
});
export type ExternalMetric = z.infer<typeof externalMetric>;

export const measure = z.strictObject({
  pass: passLimit.optional(),
  /** Samples where truth and prediction are both empty: left out of every aggregate, or counted as perfect. */
  correct_rejections: z.enum(['exclude', 'include']).default('exclude'),
  composites: z.array(composite).optional(),
  external_metrics: z.array(externalMetric).optional(),
  /** Slice dimensions over whose values statistics and paired comparisons are made (folds, sites, classes). */
  across: z.array(name).optional(),
  /** Metrics that every two backends are compared by across a dimension; Holm's correction is over these. Left out: all that are not secondary. */
  compare: z.array(name).min(1).optional(),
  /** Choices of metrics of whole slices, by the name of their definition; what is left out has its default. */
  parameters: z.record(name, json).optional(),
  statistics,
});
export type Measure = z.infer<typeof measure>;

/** What tabulate must know: what the file declares, and what its criteria ask for without saying a limit. */
const measurement = measure.extend({
  /** Metrics that criteria judge as candidate / baseline. Left out: none. */
  ratios: z.array(name).min(1).optional(),
  /** Metrics of the user's metric libraries, each with the digest of its file. Left out: none. */
  own_metrics: z.array(ownMetric).min(1).optional(),
});
export type Measurement = z.infer<typeof measurement>;

const slice = z.record(name, z.string());
const part = partName.optional();
const except = z.array(z.string()).optional();

/** One value of `where`: a corpus, one slice of it, every value of a dimension or every part of a set but the named ones. */
const whereRule = z.union([
  z.strictObject({ corpus: name, part }),
  z.strictObject({ corpus: name, slice, part }),
  z.strictObject({ corpus: name, each: name, except, part }),
  z.strictObject({ corpus: name, each: z.strictObject({ part: name }), except, slice: slice.optional() }),
  z.strictObject({ corpus: name, across: name, part }),
]);

/** What too little or no evidence means. */
const missing = z.enum(['block', 'warn', 'not_applicable']);

const criterionFields = {
  id: name,
  title: z.string().optional(),
  metric: name,
  /**
   * Which number of the row is judged. `value` is the metric's own aggregate. `worst`, `spread` (largest minus smallest)
   * and `sd` are statistics across a dimension's values; of the last two less is better, whatever the metric.
   */
  statistic: z.enum(['value', 'mean', 'median', 'p10', 'p90', 'worst', 'spread', 'sd']).default('value'),
  where: whereRule,
  of: z.enum(['candidate', 'candidate - baseline', 'candidate / baseline']),
  /** `interval`: the bound on the worse side must reach the limit too. */
  holds: z.enum(['value', 'interval']).default('value'),
  /** Samples with a value (pairs, for a difference); across a dimension, how many of its values. */
  minimum_n: z.int().positive(),
  /** Across a dimension: samples with a value that each of its values must have. */
  minimum_slice_n: z.int().positive().optional(),
  /** Over `each` place: `interval` is held at a level that keeps the chance of any wrong result among them all below 1 - level. */
  correction: z.literal('holm').optional(),
  level: level.default('block'),
};

/** Must be reached from the metric's better side; equality passes. */
const limit = finite;

/**
 * On the better side of `limit`, for a number that can be too good to be trusted: `at_most` where more is better, `at_least` where
 * less is. Beyond it a criterion fails; equality passes.
 */
const tooGood = { at_least: limit.optional(), at_most: limit.optional() };

/** A criterion of the chosen tier, as decide reads it. */
export const criterion = z.strictObject({ ...criterionFields, limit, ...tooGood, missing: missing.default('block') });
export type Criterion = z.infer<typeof criterion>;

/** One value for all tiers, or one for each. A tier that is left out of `limit` does not have the criterion. */
const perTier = <T extends z.ZodType>(value: T) => z.union([value, z.record(name, value)]);

/** A criterion as a person writes it. */
export const tieredCriterion = z.strictObject({
  ...criterionFields,
  limit: perTier(limit),
  at_least: perTier(limit).optional(),
  at_most: perTier(limit).optional(),
  missing: perTier(missing).default('block'),
});
export type TieredCriterion = z.infer<typeof tieredCriterion>;

/** A sanity check fires when what it measured is beyond `limit`; `missing` is its level when it could not be measured. */
export const sanityRule = z.strictObject({
  level: sanityLevel,
  limit: finite,
  /** The check needs at least this many samples, else it says nothing. */
  minimum_n: z.int().nonnegative().default(0),
  missing: sanityLevel.default('info'),
});
export type SanityRule = z.infer<typeof sanityRule>;

/**
 * `skipped_counts_as_passed` takes every criterion without evidence as not applicable. Reports say so in their first
 * lines, and with no evidence at all the verdict is void all the same.
 */
export const missingPolicy = z.enum(['as_declared', 'skipped_counts_as_passed']);
export type MissingPolicy = z.infer<typeof missingPolicy>;

/** What criteria call the external metrics that hold the number that `reuse` limits, the criterion, and the metric. */
export const reuseNames = { corpus: 'reuse', criterion: 'reuse', metric: 'judged_candidates' } as const;

/** criteria.yaml as a person writes it. */
export const criteriaFile = z.strictObject({
  schema: z.literal(1),
  id: name,
  version: z.int().positive(),
  about: z.string().optional(),
  /** Names of separate sets of limits; the rule or a flag chooses one. */
  tiers: z.array(name).min(1).optional(),
  measure,
  criteria: z.array(tieredCriterion).min(1),
  missing_policy: missingPolicy.optional(),
  /** How many candidates the data may have judged before this one. */
  reuse: z.strictObject({ at_most: count }).optional(),
  /** Overrides of the shipped sanity policy, by check. */
  sanity: z.record(name, sanityRule).optional(),
});
export type CriteriaFile = z.infer<typeof criteriaFile>;

/** sanity.yaml: level and limit of each check; a file, because no limit lives in code. */
export const sanityFile = z.strictObject({ schema: z.literal(1), sanity: z.record(name, sanityRule) });

export const measurementFile = fileOf('measurement', { digest, measure: measurement });
export type MeasurementFile = z.infer<typeof measurementFile>;

export const policyFile = fileOf('policy', {
  id: name,
  version: count,
  about: z.string(),
  /** The chosen tier; null where the criteria have none. */
  tier: name.nullable(),
  /** Sentences that every report prints in its first lines. */
  notices: z.array(z.string()),
  missing_policy: missingPolicy,
  /** Over the criteria and the sanity policy as read, not over blanks and comments. */
  digest,
  measure: digest,
  criteria: z.array(criterion).min(1),
  sanity: z.record(name, sanityRule),
});
export type PolicyFile = z.infer<typeof policyFile>;
