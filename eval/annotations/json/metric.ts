import type { z } from 'zod';
import type { Json } from '../../contracts/common.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Measured } from '../../contracts/samples.ts';
import { InputError } from '../../errors/errors.ts';
import { check, pathText } from '../../io/issues.ts';
import type { SampleMetric } from '../metric.ts';

/** A sample's values as the files have them; `location` names it in errors. */
export interface JsonPair {
  readonly truth: Json;
  /** Null where the backend failed. */
  readonly prediction: Json | null;
  readonly location: string;
}

interface JsonMetric<V, C> extends MetricDefinition {
  /** Which values it understands, by the name of their type and by their schema: truth and prediction alike. */
  readonly type: string;
  readonly schema: z.ZodType<V>;
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
      return {
        value: failed ? whenFailed(counts) : perSample(counts),
        ...(pooled !== undefined && { counts: { numerator: counts[pooled.numerator] as number, denominator: counts[pooled.denominator] as number } }),
      };
    },
  };
}

/** @throws InputError EV5109 for a value that is none of its type */
function checked<V>(schema: z.ZodType<V>, value: Json, { location, what }: { readonly location: string; readonly what: string }): V {
  const result = check(schema, value);
  if (result.ok) return result.value;
  throw new InputError(
    result.findings.map(({ path, message }) => ({ code: 'EV5109' as const, location, message: `${what}: ${pathText(path)} ${message}` })),
  );
}
