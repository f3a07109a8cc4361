/** What an importer is: sources as text and lists of declared files in, drafts of samples out. It opens no picture. */

import * as z from 'zod';
import { name } from '../contracts/common.ts';
import type { Imported as ImportedFile } from '../contracts/draft.ts';
import { foregroundOf, type MaskValues, maskValues } from '../contracts/mask_values.ts';
import { InputError, type Problems } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { validate } from '../io/issues.ts';
import { type LocatedRow, rowsOfLines } from '../io/lines.ts';
import { byText } from '../io/order.ts';
import { type Draft, type Imported, type ImportInput, linesOf, type Source } from './drafts.ts';
import { withFailureClasses } from './failure_classes.ts';

export { type Draft, draft, type Imported, type ImportInput, type Source } from './drafts.ts';

/** Options of every importer. */
export const commonOptions = {
  statements: z.array(z.string().min(1)).default([]),
  /** Classes whose pictures show nothing on purpose. */
  background: z.array(z.string().regex(/^[^=]+=.+$/, 'expected dimension=value')).default([]),
  /** Name of the slice dimension that a taxonomy fills. */
  dimension: name.default('failure_class'),
};

/** Codes of a source that is no JSON or YAML, and of one that is not of its form. */
export const sourceCodes = { syntax: 'EV1010', shape: 'EV1011' } as const;

/** Rows of NDJSON, one after the other, so that a long file is never in memory as a whole. Problems: EV1010, EV1011 */
export function rowsOf<T>(source: Source, row: z.ZodType<T>, problems: Problems): Generator<LocatedRow<T>> {
  return rowsOfLines(linesOf(source), source.location, row, sourceCodes, problems);
}

/** Drafts of one thing after the other: those of a folder of very many files are never in memory together. */
export function* eachOf<T>(things: Iterable<T>, draftsOf: (thing: T) => readonly Draft[]): Generator<Draft> {
  for (const thing of things) yield* draftsOf(thing);
}

/** Values that are their own titles, in the order given. */
export function titled(values: Iterable<string>): Imported['dimensions'][string] {
  return [...values].map((value) => ({ value, title: value }));
}

/** Samples of rows, one after the other; of some rows none is made. The values of their slices, in text order, are known once all were seen. */
export function samplesOf<T>(
  source: Source,
  row: z.ZodType<T>,
  problems: Problems,
  draftOf: (row: T, location: string) => Draft | undefined,
): Imported {
  const dimensions: Imported['dimensions'] = {};
  function* drafts(): Generator<Draft> {
    const seen = new Map<string, Set<string>>();
    for (const { row: read, location } of rowsOf(source, row, problems)) {
      const draft = draftOf(read, location);
      if (draft === undefined) continue;
      for (const [dimension, values] of Object.entries(draft.slices)) {
        const known = seen.get(dimension) ?? new Set();
        for (const value of values) known.add(value);
        seen.set(dimension, known);
      }
      yield draft;
    }
    for (const [dimension, values] of seen) dimensions[dimension] = titled([...values].sort(byText));
  }
  return { drafts: drafts(), exclusions: [], remarks: [], dimensions };
}

/** Options of importers that take mask files: what the values of their pixels mean. Verify reads the files. */
export const maskOptions = { mask_values: maskValues.optional() };

/** The dimension `class` of a corpus whose mask files are declared to show parts; which sample has which, the files say. */
export function drawnClasses(values: MaskValues | undefined): Partial<Pick<ImportedFile, 'drawn' | 'dimensions'>> {
  if (values === undefined || values === 'nonzero' || !('parts' in values)) return {};
  return { drawn: 'class', dimensions: { class: titled(foregroundOf(values)) } };
}

/** What a picture without ground truth is: a mistake, or an exclusion that is counted and listed. */
export const missingTruth = z.enum(['error', 'exclude']).default('error');

export interface Importer {
  /** @throws InputError EV5001 when the options are not those of this importer */
  readonly read: (
    input: ImportInput,
    options: unknown,
  ) => Imported & { readonly statements: readonly string[]; readonly background: readonly string[] };
}

export function defineImporter<C extends { statements: string[]; background: string[]; dimension: string }>(
  options: z.ZodType<C>,
  read: (input: ImportInput, options: C) => Imported,
): Importer {
  return {
    read: (input, given) => {
      const checked = validate(options, given, 'importer options');
      const imported = withFailureClasses(read(input, checked), input, checked.dimension);
      return { ...imported, statements: [...(imported.statements ?? []), ...checked.statements], background: checked.background };
    },
  };
}

/** The known names that an option chooses, in their own order; all of them when it names none. Problems: EV1024. */
export function chosen(wanted: readonly string[], names: Iterable<string>, problems: Problems, location: string): string[] {
  const known = [...new Set(names)];
  for (const name of wanted.filter((one) => !known.includes(one))) {
    const message = `there is no class ${JSON.stringify(name)}${nearestText(name, known)}`;
    problems.add({ code: 'EV1024', location, message, expected: known.join(', ') });
  }
  return known.filter((name) => wanted.length === 0 || wanted.includes(name));
}

/** A source that the importer cannot do without. @throws InputError EV9001 */
export function sourceOf(input: ImportInput, role: string): Source {
  const source = input.sources.get(role);
  if (source === undefined) throw new InputError({ code: 'EV9001', location: 'arguments', message: `--source ${role}=… is needed by this importer` });
  return source;
}
