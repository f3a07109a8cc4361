/** scorecard.json: a decision in the shape that scorecard scripts write and read, with what that shape cannot say. */
import * as z from 'zod';
import { count, digest, fileOf, finite, name } from './common.ts';
import { decision } from './decision.ts';

export const gate = z.strictObject({
  /** The criterion. */
  name: z.string(),
  /** Null where there is none; 0 always means 0. */
  value: finite.nullable(),
  threshold: finite,
  /** `min`: the value must be at least the threshold; `max`: at most. Equality passes. */
  direction: z.enum(['min', 'max']),
  /** It was measured and holds, or the criteria accept that it was not measured: `state` tells which. */
  passed: z.boolean(),
  state: z.enum(['pass', 'fail', 'inconclusive', 'not_measured']),
  /** What it does to the verdict. */
  level: decision.shape.criteria.element.shape.level,
  /** What the number rests on. */
  n: count,
  /** Why it failed or was not measured, and who overrode it; empty for a plain pass. */
  note: z.string(),
});
export type Gate = z.infer<typeof gate>;

export const scorecard = fileOf('scorecard', {
  tier: name.nullable(),
  /** True on the verdict go, and on nothing else. */
  overall_passed: z.boolean(),
  /** In the order of the criteria. */
  gates: z.array(gate),
  metadata: z.strictObject({
    evaluation: z.string(),
    verdict: decision.shape.verdict,
    deciding: z.string(),
    why: z.string(),
    /** Everything that stands against a go: gates and sanity findings. */
    failed: z.array(z.string()),
    not_measured: z.array(z.string()),
    /** Gates with a judged value, of all gates. */
    coverage: z.strictObject({ measured: count, gates: count }),
    criteria: z.strictObject({ id: name, version: count }),
    notices: z.array(z.string()),
    overrides: z.array(z.strictObject({ metric: name, role: z.string(), value: finite.nullable(), who: z.string(), why: z.string() })),
    /** What a reader should know of the evidence. */
    remarks: z.array(z.string()),
    inputs: z.array(z.strictObject({ role: z.string(), sha256: digest })),
    digests: decision.shape.digests,
  }),
});
export type Scorecard = z.infer<typeof scorecard>;
