/** candidates.json: candidates of one evaluation, side by side. */
import * as z from 'zod';
import { digest, fileOf, name } from './common.ts';
import { criterionResult, decision } from './decision.ts';
import { suite } from './leaderboard.ts';

/** What differs from one candidate to the next. */
const outcome = criterionResult.pick({
  status: true,
  level: true,
  observed: true,
  judged: true,
  margin: true,
  candidate: true,
  baseline: true,
  interval: true,
  n: true,
  reason: true,
});

export const candidates = fileOf('candidates', {
  /** What all of them were measured on, and how. */
  suite,
  policy: decision.shape.policy,
  /** Digest of the baseline; null where the criteria are absolute. */
  baseline: digest.nullable(),
  /** In the order of the declaration. */
  candidates: z
    .array(
      z.strictObject({
        name,
        /** Of report.json as a value. */
        report: digest,
        backend: digest,
        checkpoint: digest.nullable(),
        ...decision.pick({ evaluation: true, verdict: true, recommendation: true, deciding: true, why: true, failed: true }).shape,
      }),
    )
    .min(1),
  /** What the metrics that criteria judge are called, by their ids. */
  titles: z.record(z.string(), z.string()),
  /** Every criterion at every place. */
  criteria: z.array(
    z.strictObject({
      ...criterionResult.pick({
        id: true,
        title: true,
        metric: true,
        statistic: true,
        of: true,
        where: true,
        comparator: true,
        limit: true,
        tooGood: true,
      }).shape,
      /** By the name of the candidate; a place that one of them was not judged at has none of it. */
      results: z.record(name, outcome),
    }),
  ),
});
export type Candidates = z.infer<typeof candidates>;
