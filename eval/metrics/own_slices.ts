/** Numbers of whole slices that users write: asked with weights, and held against what weights mean. */
import * as z from 'zod';
import { hasWhole, type Sampled, type WeightedNumbers } from '../annotations/metric.ts';
import { type Json, partName } from '../contracts/common.ts';
import type { OwnMetric } from '../contracts/metric_definition.ts';
import { counts, type Measured, measured } from '../contracts/samples.ts';
import type { Code } from '../errors/codes.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { check, problemText } from '../io/issues.ts';

/** As users write it. */
export type Prepare = (observations: readonly Json[], parts: readonly string[]) => (weights: Float64Array) => readonly Sampled[];

/** Numbers as a function of a user gives them: the whole, parts, or both. */
export const sampled = z.array(z.strictObject({ part: partName.optional(), value: measured, counts: counts.optional() }));

/** The user's `prepare` as the one of a definition: the whole first, then the parts that were asked for. */
export function guardedPrepare(definition: OwnMetric, prepare: Prepare) {
  const refuse = (code: Code, message: string): never => {
    throw new InputError({ code, location: `metric ${definition.id}`, message });
  };
  const tried = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      return refuse('EV5504', `it throws: ${messageOf(error)}`);
    }
  };
  const prepared = (observations: readonly Json[], parts: readonly string[]): WeightedNumbers => {
    const ask = tried(() => prepare(structuredClone(observations), [...parts]));
    if (typeof ask !== 'function') return refuse('EV5504', 'prepare gives no function of weights');
    return (weights) => {
      const given = check(
        sampled,
        tried(() => ask(weights.slice())),
      );
      if (!given.ok) return refuse('EV5504', problemText(given.problems, 'it gives'));
      const numbers = given.value as readonly Sampled[];
      const problem = problemIn(definition, given.value);
      if (problem !== undefined) refuse('EV5504', problem);
      return [undefined, ...parts].map(
        (part): Measured => numbers.find((one) => one.part === part)?.value ?? { undefined: `no number of ${part ?? 'the whole'}` },
      );
    };
  };
  let isChecked = false;
  return (observations: readonly never[], parts: readonly string[]): WeightedNumbers => {
    const numbers = prepared(observations, parts);
    if (isChecked || observations.length < 3) return numbers;
    isChecked = true;
    const times = Float64Array.from(observations, (_, i) => i % 3);
    const copies = observations.flatMap((one, i): Json[] => Array(i % 3).fill(one));
    const [weighted, again, copied] = [numbers(times), numbers(times), prepared(copies, parts)(new Float64Array(copies.length).fill(1))];
    if (canonicalLine(weighted) !== canonicalLine(again)) refuse('EV5505', 'it gives another number when it is asked again');
    for (const [i, value] of weighted.entries()) {
      if (!alike(value, copied[i] as Measured))
        refuse('EV5506', `weights give ${textOf(value)}, and so many copies of the samples ${textOf(copied[i])}`);
    }
    return numbers;
  };
}

/** But for rounding. */
function alike(a: Measured, b: Measured): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return typeof a === typeof b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function textOf(value: Measured | undefined): string {
  return typeof value === 'number' ? String(value) : 'no value';
}

type Numbers = z.infer<typeof sampled>;

/** What speaks against numbers that have the right form. */
export function problemIn(definition: OwnMetric, given: Numbers): string | undefined {
  return given.map((one) => problemOfOne(definition, one)).find((one) => one !== undefined) ?? problemOfWhole(definition, given);
}

function problemOfOne({ range: [low, high], aggregate, parts }: OwnMetric, { part, value, counts: own }: Numbers[number]): string | undefined {
  if (part !== undefined && parts === undefined) return `gives a number of the part ${part}, and its definition has no parts`;
  if (typeof value !== 'number') return undefined;
  if ((low !== null && value < low) || (high !== null && value > high))
    return `gives ${value}, which is outside of its range ${low ?? ''} to ${high ?? ''}`;
  if (aggregate === 'ratio' && own === undefined) return 'is a ratio of sums and gives a value without counts';
  return undefined;
}

function problemOfWhole(definition: OwnMetric, given: Numbers): string | undefined {
  const wholes = given.filter(({ part }) => part === undefined).length;
  const expected = hasWhole(definition) ? 1 : 0;
  return wholes === expected ? undefined : `gives ${wholes} numbers of the whole, expected ${expected}`;
}

export function messageOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);
}
