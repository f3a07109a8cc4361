/** golden.json: what a report said when somebody last looked and agreed. It lives in version control; `bless` writes it. */
import * as z from 'zod';
import { count, digest, fileOf, finite, name } from './common.ts';
import { criterionResult, decision, finding } from './decision.ts';
import { where } from './metrics.ts';

/** `candidate`, `baseline`, `candidate - baseline`, `candidate / baseline`, or `reference.<backend>`. */
const whose = z.string();

/** Which number of a table: numbers of different checkpoints join on it. */
export const numberKey = z.strictObject({ of: whose, where, metric: name });
export type NumberKey = z.infer<typeof numberKey>;

export const numberValue = z.strictObject({
  /** The metric's own aggregate; across a dimension, the mean. */
  value: finite.nullable(),
  /** What it rests on: samples with a value, pairs of them, values of the dimension. */
  n: count,
});
export type NumberValue = z.infer<typeof numberValue>;

export const goldenCriterion = criterionResult.pick({
  id: true,
  criterion: true,
  status: true,
  level: true,
  metric: true,
  statistic: true,
  of: true,
  where: true,
  comparator: true,
  limit: true,
  tooGood: true,
  holds: true,
  observed: true,
  judged: true,
  n: true,
  minimumN: true,
});
export type GoldenCriterion = z.infer<typeof goldenCriterion>;

export const goldenFinding = z.strictObject({
  ...finding.pick({ check: true, level: true, status: true, corpus: true, metric: true, value: true }).shape,
  /** Whom it is about: as in numbers, or the names of several backends; empty for the whole evaluation. */
  of: z.string(),
});
export type GoldenFinding = z.infer<typeof goldenFinding>;

export const golden = fileOf('golden', {
  evaluation: z.string(),
  ...decision.pick({ verdict: true, recommendation: true, deciding: true, failed: true }).shape,
  policy: decision.shape.policy.pick({ id: true, version: true, tier: true }),
  /** Candidate, baseline where there is one, references. */
  backends: z.array(z.strictObject({ of: whose, name, digest, checkpoint: digest.nullable() })).min(1),
  /** Without that of metrics.json, which moves with the last bit of a number: the numbers themselves are below. */
  digests: decision.shape.digests.pick({ policy: true, measure: true, corpora: true, evidence: true }),
  /** Version of each metric: unequal ones are never compared. */
  metrics: z.record(name, z.int().positive()),
  tools: z.record(z.string(), z.string()),
  criteria: z.array(goldenCriterion),
  /** Those that are not quiet. */
  sanity: z.array(goldenFinding),
  /** Every number of the table, sorted by place and metric; by the part of the evaluation that it is about. */
  rows: z.array(z.strictObject({ where, metric: name, values: z.record(whose, numberValue) })),
  /** The record that this one took the place of: a reviewer compares it with the one on the main branch. Null for the first. */
  replaces: digest.nullable(),
  /** Over everything else in the record: a number that somebody edited shows. */
  digest,
});
export type Golden = z.infer<typeof golden>;
