/** What readers are told about a metric, and the file of a metric_library. */
import * as z from 'zod';
import { truth } from '../annotations/schema.ts';
import { digest, fileOf, finite, json, name } from './common.ts';

/** Definition of a metric as the report explains it. */
export const metricDefinition = z.strictObject({
  id: name,
  version: z.int().positive(),
  title: z.string(),
  summary: z.string(),
  unit: z.string(),
  range: z.tuple([finite.nullable(), finite.nullable()]),
  better: z.enum(['higher', 'lower']),
  /** Secondary metrics are shown apart and refused in criteria. */
  secondary: z.boolean(),
  undefinedWhen: z.string(),
  /** Sets of parts that it has a number of, one a part, and whether it has one of whole samples too. Left out: of whole samples alone. */
  parts: z.strictObject({ sets: z.array(name).min(1), whole: z.boolean() }).optional(),
  /** What the criteria chose or left at its default, where the metric has a choice. Numbers of unequal parameters are never compared. */
  parameters: json.optional(),
  /** Of a metric that a user's metric_library defines: digest of its file. */
  library: digest.optional(),
});
export type MetricDefinition = z.infer<typeof metricDefinition>;

/** A metric that a metric_library defines: all of it but the functions. */
export const ownMetric = metricDefinition.omit({ parameters: true }).extend({
  library: digest,
  truthKind: z.enum(truth.options.map(({ shape }) => shape.kind.value)),
  /** Of `json` truth: the type of values that it understands. */
  type: name.optional(),
  /** Mean of the samples' values, ratio of the sums of their counts, or a number of the slice as a whole. */
  aggregate: z.enum(['mean', 'ratio', 'slice']),
});
export type OwnMetric = z.infer<typeof ownMetric>;

/** metric_library.json: what a user's file defines, as criteria and tables know it. */
export const metricLibrary = fileOf('metric_library', {
  /** Of the file's bytes. */
  digest,
  metrics: z.array(ownMetric).min(1),
});
export type MetricLibrary = z.infer<typeof metricLibrary>;
