/**
 * The one door to metrics that users write: a file that exports `metrics`, rows of the same form as our own. What the file says is
 * checked when it is loaded, and what its functions return is checked on every sample.
 */
import { stripTypeScriptTypes } from 'node:module';
import * as z from 'zod';
import type { Compared, Sampled, ScoredMetric } from '../annotations/metric.ts';
import { type Json, json } from '../contracts/common.ts';
import { type MetricLibrary, type OwnMetric, ownMetric } from '../contracts/metric_definition.ts';
import type { Code } from '../errors/codes.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { sha256 } from '../io/digest.ts';
import { readText } from '../io/files.ts';
import { check, problemText, validate } from '../io/issues.ts';
import { guardedPrepare, messageOf, type Prepare, problemIn, sampled } from './own_slices.ts';
import { ofSlices, withOwn } from './table.ts';

/** What is kept of a sample. */
type Observe = (observed: unknown, failed: boolean, compared: Compared) => Json;
/** As users write it. */
type Measure = (observed: unknown, failed: boolean, compared: Compared) => readonly Sampled[];

export interface LoadedLibrary {
  readonly file: MetricLibrary;
  readonly metrics: readonly ScoredMetric[];
}

const functionOf = <F>() => z.custom<F>((value) => typeof value === 'function', 'expected a function');
const row = ownMetric.omit({ library: true });
const exported = z.object({
  metrics: z
    .array(
      z.discriminatedUnion('aggregate', [
        row.extend({ aggregate: z.enum(['mean', 'ratio']), measure: functionOf<Measure>() }),
        row.extend({ aggregate: z.literal('slice'), observe: functionOf<Observe>(), prepare: functionOf<Prepare>() }),
      ]),
    )
    .min(1),
});

/**
 * @param text of a JavaScript or TypeScript module
 * @param location its path: the extension says which of the two it is
 * @throws InputError EV5501 it does not run, EV5502 it does not export such rows, EV5503 an id that another metric has
 */
export async function loadLibrary(text: string, location: string): Promise<LoadedLibrary> {
  const written = validate(exported, { ...(await moduleOf(text, location)) }, location, 'EV5502', 'the module');
  const library = sha256(text);
  const loaded = written.metrics.map((one): { definition: OwnMetric; metric: ScoredMetric } => {
    if (one.aggregate !== 'slice') {
      const { measure, ...rest } = one;
      const definition = { ...rest, library };
      return { definition, metric: { ...definition, kind: 'sample', measure: guardedMeasure(definition, measure) as never } };
    }
    const { observe, prepare, ...rest } = one;
    const definition = { ...rest, library };
    const functions = { observe: guarded(definition, observe, json, () => undefined) as never, prepare: guardedPrepare(definition, prepare) };
    return { definition, metric: ofSlices(definition, functions) };
  });
  const definitions = loaded.map(({ definition }) => definition);
  withOwn(definitions);
  return {
    file: { schemaVersion: 1, kind: 'metric_library', digest: library, metrics: definitions },
    metrics: loaded.map(({ metric }) => metric),
  };
}

/** The metrics of several files. @throws InputError as `loadLibrary` */
export async function loadLibraries(paths: readonly string[]): Promise<ScoredMetric[]> {
  const loaded = await Promise.all(paths.map((path) => loadLibrary(readText(path), path)));
  return loaded.flatMap(({ metrics }) => metrics);
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
    const message = messageOf(error).replace(/ from "data:.*/s, '');
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

const guardedMeasure = (definition: OwnMetric, measure: Measure): Measure =>
  guarded(definition, measure, sampled, (given) => problemIn(definition, given)) as Measure;

/** A function about one sample, asked twice with copies of its own: what it changes in them, or remembers, moves no other number. */
function guarded<T>(definition: OwnMetric, ofSample: Measure | Observe, form: z.ZodType<T>, problemOf: (given: T) => string | undefined) {
  return (observed: unknown, failed: boolean, compared: Compared): T => {
    const refuse = (code: Code, message: string): never => {
      throw new InputError({ code, location: `sample ${compared.id}`, message: `the metric ${definition.id} ${message}` });
    };
    const ask = (): T => {
      let given: unknown;
      try {
        given = ofSample(structuredClone(observed), failed, structuredClone<Compared>(compared));
      } catch (error) {
        refuse('EV5504', `throws: ${messageOf(error)}`);
      }
      const result = check(form, given);
      if (!result.ok) return refuse('EV5504', problemText(result.problems, 'gives'));
      const problem = problemOf(result.value);
      return problem === undefined ? result.value : refuse('EV5504', problem);
    };
    const [first, again] = [ask(), ask()];
    if (canonicalLine(first) !== canonicalLine(again)) refuse('EV5505', 'gives another number when it is asked again');
    return first;
  };
}
