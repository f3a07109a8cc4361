/** What the command line answers with --json: one shape a command. */
import * as z from 'zod';
import { count, fileOf, finite, name, sampleId } from './common.ts';
import { criterionResult, decision, finding } from './decision.ts';
import { golden, goldenCriterion, goldenFinding, numberKey, numberValue } from './golden.ts';
import { acrossRow, comparisonRow, deltaRow, interval, metricDefinition, metricRow } from './metrics.ts';
import { metricIdentity } from './samples.ts';
import { standing, versus } from './versus.ts';

/** Something that two evaluations do not have in common; null where one of them does not have it at all. */
export const unlike = z.strictObject({
  /** `corpus flagged`, `metric mask_iou`, `measure`, `baseline`, `candidate`, `policy`, `evidence scorecard`, `tool …`. */
  key: z.string(),
  a: z.string().nullable(),
  b: z.string().nullable(),
});
export type Unlike = z.infer<typeof unlike>;

/** One number before and after. */
export const changedNumber = z.strictObject({
  ...numberKey.shape,
  a: numberValue.nullable(),
  b: numberValue.nullable(),
  /** b - a; null where one of them is missing, or where the two must not be compared. */
  change: finite.nullable(),
  /** Key of what keeps the two from being compared. */
  hinderedBy: z.string().nullable(),
});
export type ChangedNumber = z.infer<typeof changedNumber>;

/** As all statistics of a table have it. */
const tableInterval = interval.pick({ low: true, high: true, level: true });

const side = golden.pick({ evaluation: true, verdict: true, recommendation: true, deciding: true, policy: true, backends: true });

/** verdict: what a report decided. */
export const verdictAnswer = fileOf('verdict', {
  ...decision.pick({ evaluation: true, verdict: true, recommendation: true, deciding: true, why: true, failed: true, policy: true }).shape,
});

/** export: which files a report became. */
export const exportAnswer = fileOf('export', {
  ...decision.pick({ evaluation: true, verdict: true }).shape,
  model: z.string(),
  format: z.string(),
  out: z.string(),
  /** Paths below `out`, in text order. */
  files: z.array(z.string()).min(1),
});

/** plan: what criteria need, from a pilot. */
export const planAnswer = fileOf('plan', {
  evaluation: z.string(),
  power: finite,
  rows: z.array(
    z.strictObject({
      ...criterionResult.pick({ id: true, where: true, n: true }).shape,
      /** Of the pilot's interval; null where it has none. */
      groups: count.nullable(),
      level: finite.nullable(),
      /** Distance of the truth from the limit. */
      difference: finite,
      needed: z.strictObject({ groups: count, samples: count }).nullable(),
      /** Why nothing can be planned. */
      reason: z.string().nullable(),
    }),
  ),
});
export type Plan = z.infer<typeof planAnswer>;

/** trend: one number over many reports. */
export const trendAnswer = fileOf('trend', {
  /** In the order given. */
  reports: z.array(z.strictObject({ path: z.string(), ...side.pick({ evaluation: true, verdict: true }).shape, candidate: name })),
  series: z.array(
    z.strictObject({
      ...numberKey.shape,
      unit: z.string(),
      better: metricDefinition.shape.better,
      /** Numbers that may stand in one line. Where two must not be compared, the next segment begins. */
      segments: z
        .array(
          z.strictObject({
            /** What differs from the segment before it; null for the first. */
            apart: z.string().nullable(),
            points: z
              .array(
                z.strictObject({
                  /** Position in `reports`. */
                  report: count,
                  ...numberValue.shape,
                  interval: tableInterval.nullable(),
                  /** Value minus that of the point before it; null where one of them is missing, and for the first. */
                  change: finite.nullable(),
                }),
              )
              .min(1),
          }),
        )
        .min(1),
    }),
  ),
});
export type Trend = z.infer<typeof trendAnswer>;

/** diff: only what differs is listed. */
export const difference = fileOf('difference', {
  outcome: z.enum(['same', 'different', 'incomparable']),
  a: side,
  b: side,
  /** What keeps numbers from being compared. */
  obstacles: z.array(unlike),
  /** What else differs: it explains numbers and does not make them incomparable. */
  context: z.array(unlike),
  criteria: z.array(
    z.strictObject({
      id: z.string(),
      a: goldenCriterion.nullable(),
      b: goldenCriterion.nullable(),
      /** Of what was observed. */
      change: finite.nullable(),
      hinderedBy: z.string().nullable(),
    }),
  ),
  sanity: z.array(
    z.strictObject({
      ...goldenFinding.pick({ check: true, corpus: true, of: true, metric: true }).shape,
      a: goldenFinding.nullable(),
      b: goldenFinding.nullable(),
    }),
  ),
  /** `versus` only of candidates; its bounds are those of `change`. */
  numbers: z.array(changedNumber.extend({ versus: versus.nullable() })),
  /** The two candidates by all numbers of whole corpora, also those that are equal. */
  standing,
  /** Numbers that both sides have and that could be compared. */
  compared: count,
  /** Numbers that must not be compared, whether or not they are equal. */
  hindered: count,
});
export type Difference = z.infer<typeof difference>;

/** Would more samples settle on which side of the limit the value is? */
export const enough = z.strictObject({
  /** `more` is an estimate. */
  answer: z.enum(['decided', 'more', 'never', 'unknown']),
  /** How many more; null where the answer is another. */
  samples: count.nullable(),
  groups: count.nullable(),
  text: z.string(),
});
export type Enough = z.infer<typeof enough>;

export const explainedCriterion = z.strictObject({
  result: criterionResult,
  definition: metricDefinition,
  /** Whether it decided the verdict. */
  deciding: z.boolean(),
  /** The rows of the table that the result rests on; statistics across a dimension have rows of their own form. */
  candidate: z.union([metricRow, acrossRow]).nullable(),
  baseline: z.union([metricRow, acrossRow]).nullable(),
  difference: z.union([deltaRow, comparisonRow]).nullable(),
  enough,
  /** What the record said; null without one. */
  before: z
    .strictObject({
      criterion: goldenCriterion.nullable(),
      /** Candidate, baseline and difference in the criterion's row. */
      numbers: z.array(changedNumber),
    })
    .nullable(),
  /** The worst first, by the metric that orders samples. */
  worst: z.array(
    z.strictObject({
      id: sampleId,
      metric: name,
      candidate: finite.nullable(),
      baseline: finite.nullable(),
      slices: z.record(name, z.array(z.string())),
    }),
  ),
});
export type ExplainedCriterion = z.infer<typeof explainedCriterion>;

/** explain: a criterion at each of its places, or the findings of a sanity check. */
export const explanation = fileOf('explanation', {
  asked: z.string(),
  /** The first line of the text. */
  answer: z.string(),
  ...decision.pick({ evaluation: true, verdict: true }).shape,
  policy: golden.shape.policy,
  /** What it was held against. */
  against: golden
    .pick({ verdict: true, policy: true, backends: true })
    .extend({ sameCandidate: z.boolean(), obstacles: z.array(unlike) })
    .nullable(),
  criteria: z.array(explainedCriterion),
  sanity: z.strictObject({ check: name, measures: z.string(), deciding: z.boolean(), advice: z.string(), findings: z.array(finding) }).nullable(),
});
export type Explanation = z.infer<typeof explanation>;

/** bless: the record as it would be, and what that changes. */
export const blessing = fileOf('blessing', {
  /** `kept`: the record says the same already; `proposed`: not written without --write. */
  outcome: z.enum(['kept', 'proposed', 'written']),
  record: golden,
  /** From the record that is there (a) to the new one (b); null where there is none yet. */
  difference: difference.nullable(),
});
export type Blessing = z.infer<typeof blessing>;

/** lint */
export const lintResult = fileOf('lint', {
  files: z.array(z.strictObject({ file: z.string(), form: z.enum(['criteria', 'sanity', 'taxonomy']) })),
  problems: z.array(
    z.strictObject({
      code: z.string(),
      location: z.string(),
      message: z.string(),
      got: z.string().optional(),
      expected: z.string().optional(),
      cure: z.string(),
    }),
  ),
  /** Right, and probably not meant. */
  warnings: z.array(z.strictObject({ rule: z.string(), location: z.string(), message: z.string(), cure: z.string() })),
});
export type LintResult = z.infer<typeof lintResult>;

/** version */
export const versions = fileOf('versions', {
  name: z.string(),
  /** `schema` of criteria files. */
  criteriaSchema: z.int(),
  node: z.string(),
  metrics: z.array(metricIdentity),
});
export type Versions = z.infer<typeof versions>;
