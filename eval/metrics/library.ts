/**
 * The one door to metrics that users write: a file that exports `metrics`, rows of the same form as our own. What the file says is
 * checked when it is loaded, and what its functions return is checked on every sample.
 */
import { stripTypeScriptTypes } from 'node:module';
import { z } from 'zod';
import type { Compared, Sampled, SampleMetric } from '../annotations/metric.ts';
import { hasWhole } from '../annotations/metric.ts';
import { partName } from '../contracts/common.ts';
import type { MetricLibrary, OwnMetric } from '../contracts/metric_definition.ts';
import { ownMetric } from '../contracts/metric_definition.ts';
import { counts, measured } from '../contracts/samples.ts';
import type { Code } from '../errors/codes.ts';
import type { Problem } from '../errors/errors.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { sha256 } from '../io/digest.ts';
import { check, pathText } from '../io/issues.ts';
import { withOwn } from './table.ts';

/** As users write it. */
type Measure = (observed: unknown, failed: boolean, compared: Compared) => readonly Sampled[];

export interface LoadedLibrary {
  readonly file: MetricLibrary;
  readonly metrics: readonly SampleMetric[];
}

const exported = z.object({
  metrics: z
    .array(ownMetric.omit({ library: true }).extend({ measure: z.custom<Measure>((value) => typeof value === 'function', 'expected a function') }))
    .min(1),
});

/**
 * @param text of a JavaScript or TypeScript module
 * @param location its path: the extension says which of the two it is
 * @throws InputError EV5501 it does not run, EV5502 it does not export such rows, EV5503 an id that another metric has
 */
export async function loadLibrary(text: string, location: string): Promise<LoadedLibrary> {
  const refuse = (code: Code, message: string): Problem => ({ code, location, message });
  const checked = check(exported, { ...(await moduleOf(text, location)) });
  if (!checked.ok)
    throw new InputError(checked.problems.map(({ path, message }) => refuse('EV5502', `${pathText(path) || 'the module'}: ${message}`)));
  const library = sha256(text);
  const rows = checked.value.metrics.map(({ measure, ...row }) => ({ definition: { ...row, library }, measure }));
  const definitions = rows.map(({ definition }) => definition);
  withOwn(definitions);
  return {
    file: { schemaVersion: 1, kind: 'metric_library', digest: library, metrics: definitions },
    metrics: rows.map(({ definition, measure }) => ({
      ...definition,
      kind: 'sample',
      measure: guarded(definition, measure) as SampleMetric['measure'],
    })),
  };
}

/**
 * Runs the text itself, not the file: a module from a text can import nothing beside it, so its digest is that of all that runs.
 * @throws InputError EV5501
 */
async function moduleOf(text: string, location: string): Promise<object> {
  try {
    const code = /\.[cm]?ts$/.test(location) ? javaScriptOf(text) : text;
    return (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as object;
  } catch (error) {
    // The module's name in messages is its whole text.
    const message = messageOf(error)
      .replace(/ from "data:.*/s, '')
      .slice(0, 300);
    throw new InputError({ code: 'EV5501', location, message, expected: 'one module that imports nothing but node: modules' });
  }
}

/** Node.js says on every call that this function may change; each action of a build would print that. */
function javaScriptOf(text: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = emitWarning;
  }
}

const sampled = z.array(z.strictObject({ part: partName.optional(), value: measured, counts: counts.optional() }));

/** The function, asked twice with copies of its own: what it changes in them, or remembers, moves no other number. */
function guarded(definition: OwnMetric, measure: Measure): Measure {
  return (observed, failed, compared) => {
    const refuse = (code: Code, message: string): never => {
      throw new InputError({ code, location: `sample ${compared.id}`, message: `the metric ${definition.id} ${message}` });
    };
    const ask = (): readonly Sampled[] => {
      let given: unknown;
      try {
        given = measure(structuredClone(observed), failed, structuredClone<Compared>(compared));
      } catch (error) {
        refuse('EV5504', `throws: ${messageOf(error).slice(0, 300)}`);
      }
      const result = check(sampled, given);
      if (!result.ok) return refuse('EV5504', result.problems.map(({ path, message }) => `${pathText(path) || 'gives'}: ${message}`).join('; '));
      const message =
        result.value.map((one) => problemIn(definition, one)).find((one) => one !== undefined) ?? problemOfWhole(definition, result.value);
      return message === undefined ? (result.value as readonly Sampled[]) : refuse('EV5504', message);
    };
    const [first, again] = [ask(), ask()];
    if (canonicalLine(first) !== canonicalLine(again)) refuse('EV5505', 'gives another number when it is asked again');
    return first;
  };
}

/** What speaks against a number that has the right form. */
function problemIn(
  { range: [low, high], aggregate, parts }: OwnMetric,
  { part, value, counts: own }: z.infer<typeof sampled>[number],
): string | undefined {
  if (part !== undefined && parts === undefined) return `gives a number of the part ${part}, and its definition has no parts`;
  if (typeof value !== 'number') return undefined;
  if ((low !== null && value < low) || (high !== null && value > high))
    return `gives ${value}, which is outside of its range ${low ?? ''} to ${high ?? ''}`;
  if (aggregate === 'ratio' && own === undefined) return 'is a ratio of sums and gives a value without counts';
  return undefined;
}

function problemOfWhole(definition: OwnMetric, given: readonly { readonly part?: string | undefined }[]): string | undefined {
  const wholes = given.filter(({ part }) => part === undefined).length;
  const expected = hasWhole(definition) ? 1 : 0;
  return wholes === expected ? undefined : `gives ${wholes} numbers of the whole sample, expected ${expected}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
