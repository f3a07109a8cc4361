import type * as z from 'zod';
import type { Json, PartSets } from '../../contracts/common.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Measured } from '../../contracts/samples.ts';
import { InputError } from '../../errors/errors.ts';
import { check, pathText } from '../../io/issues.ts';
import { type CorpusMetric, defineCorpusMetric, type SampleMetric, type WeightedNumbers } from '../metric.ts';
import type { JsonObservation } from './schema.ts';

/** A sample's values as the files have them; `location` names it in errors. */
export interface JsonPair {
  readonly truth: Json;
  /** Null where the backend failed. */
  readonly prediction: Json | null;
  readonly location: string;
}

/** Which values a metric understands, by the name of their type and by their schema: truth and prediction alike. */
interface Typed<V> {
  readonly type: string;
  readonly schema: z.ZodType<V>;
}

interface JsonMetric<V, C> extends MetricDefinition, Typed<V> {
  /** Compares once. @param prediction null where the backend failed */
  count(truth: V, prediction: V | null): C;
  perSample(counts: C): Measured;
  /** What a sample is worth that the backend gave nothing for. */
  whenFailed(counts: C): Measured;
  /** Where sums over all samples are divided: of which counts. Left out: the mean of the values. */
  readonly pooled?: { readonly numerator: keyof C; readonly denominator: keyof C };
}

/** A metric of one type of JSON values. Its counts are its own: no other metric of the type sees or changes them. */
export function defineJsonMetric<V, C extends Readonly<Record<string, number>>>(metric: JsonMetric<V, C>): SampleMetric<JsonPair> {
  const { schema, count, perSample, whenFailed, pooled, ...definition } = metric;
  return {
    ...definition,
    kind: 'sample',
    truthKind: 'json',
    aggregate: pooled === undefined ? 'mean' : 'ratio',
    measure({ truth, prediction, location }, failed) {
      const valid = (value: Json, side: string): V => checked(schema, value, { location, what: `the ${side} is no ${definition.type}` });
      const counts = count(valid(truth, 'truth'), failed ? null : valid(prediction, 'prediction'));
      const exact = pooled && { numerator: counts[pooled.numerator] as number, denominator: counts[pooled.denominator] as number };
      return [{ value: failed ? whenFailed(counts) : perSample(counts), ...(exact !== undefined && { counts: exact }) }];
    },
  };
}

interface JsonCorpusMetric<V> extends Typed<V> {
  readonly id: string;
  readonly numbers: readonly MetricDefinition[];
  /** Names of a truth's parts by set, where the numbers are of parts too. */
  partsOf?(truth: V): PartSets;
  /** @param pairs one a sample; prediction null where the backend failed */
  prepare(pairs: readonly { readonly truth: V; readonly prediction: V | null }[], parts: readonly string[]): WeightedNumbers;
}

/** Numbers of whole slices of one type of JSON values, and the parts that they are about. */
export interface JsonCorpus {
  readonly type: string;
  readonly metrics: readonly CorpusMetric[];
  /** @throws InputError EV5109 for a value that is none of the type */
  partsOf(truth: Json, location: string): PartSets;
}

/** Numbers over all samples together that are no mean of numbers of samples. What a failure is worth is for the metric to say. */
export function defineJsonCorpusMetric<V>({ id, type, schema, numbers, partsOf, prepare }: JsonCorpusMetric<V>): JsonCorpus {
  const valid = (value: Json, location: string): V => checked(schema, value, { location, what: `the value is no ${type}` });
  const metrics = defineCorpusMetric<JsonObservation, Json>({
    id,
    truthKind: 'json',
    numbers,
    withoutFailed: false,
    prepare(observations, parts) {
      const pairs = observations.map(({ truth, prediction }) => ({
        truth: valid(truth, id),
        prediction: prediction === null ? null : valid(prediction, id),
      }));
      return prepare(pairs, parts);
    },
  });
  return {
    type,
    metrics: metrics.map((metric) => ({ ...metric, type })),
    partsOf: (truth, location) => partsOf?.(valid(truth, location)) ?? {},
  };
}

/** @throws InputError EV5109 for a value that is none of its type */
function checked<V>(schema: z.ZodType<V>, value: Json, { location, what }: { readonly location: string; readonly what: string }): V {
  const result = check(schema, value);
  if (result.ok) return result.value;
  throw new InputError(
    result.problems.map(({ path, message }) => ({ code: 'EV5109' as const, location, message: `${what}: ${pathText(path)} ${message}` })),
  );
}
