/** What an importer is: sources as text and lists of declared files in, drafts of samples out. It opens no picture. */
import { z } from 'zod';
import type { FeaturesInput, Truth } from '../contracts/corpus.ts';
import type { Problems } from '../errors/errors.ts';
import { InputError, nearest } from '../errors/errors.ts';
import { validate } from '../io/files.ts';
import type { DeclaredFiles } from './declared_files.ts';

/** A piece of ground truth; the foreground of a sample is the union of its pieces. */
export type TruthPart =
  /** A mask file by key; foreground where its 8-bit value reaches the threshold. */
  | { readonly kind: 'mask'; readonly key: string; readonly threshold: number }
  /** Closed outlines x1, y1, x2, y2, …; in pixels of the displayed picture, or as shares of its width and height. */
  | { readonly kind: 'outlines'; readonly outlines: readonly (readonly number[])[]; readonly unit: 'pixel' | 'share' }
  /** COCO run lengths, as text or as a list; size is [height, width]. */
  | { readonly kind: 'runs'; readonly size: readonly [height: number, width: number]; readonly counts: string | readonly number[] };

/** The foreground of a picture in parts, or truth that needs no picture to be drawn on. */
export type DraftTruth = readonly TruthPart[] | Exclude<Truth, { readonly kind: 'mask' }>;

/** A sample as its source tells it, before its picture was opened. */
export interface Draft {
  readonly id: string;
  /** Key of the picture; null where the sample has none. */
  readonly image: string | null;
  /** What a backend reads in place of a picture. */
  readonly features?: Pick<FeaturesInput, 'source' | 'names' | 'rows'>;
  /** Hashes of the picture that the source knows, and where it says so; each must be that of the bytes. */
  readonly hashes: readonly { readonly sha256: string; readonly location: string }[];
  /** Sizes in pixels that the source gives, and where; each must be the displayed size. */
  readonly sizes: readonly { readonly height: number; readonly width: number; readonly location: string }[];
  /** No parts mean that there is no foreground. */
  readonly truth: DraftTruth;
  readonly slices: Readonly<Record<string, readonly string[]>>;
  /** Names that it shares with related samples (a lineage root, a piece); equal pictures are related anyway. */
  readonly related: readonly string[];
  readonly notes: readonly string[];
}

export interface Imported {
  readonly drafts: readonly Draft[];
  /** Sentences that every report about the corpus must print, before those of its owner. */
  readonly statements?: readonly string[];
  readonly exclusions: readonly { readonly id: string; readonly reason: string }[];
  readonly remarks: readonly string[];
  /** Known values of each slice dimension in the order in which reports show them. */
  readonly dimensions: Readonly<Record<string, readonly { readonly value: string; readonly title: string }[]>>;
}

export interface Source {
  /** Name of the file in messages. */
  readonly location: string;
  readonly text: string;
}

export interface ImportInput {
  readonly images: DeclaredFiles;
  readonly masks: DeclaredFiles;
  readonly labels: DeclaredFiles;
  /** Text of a label file, by key. */
  readonly labelText: (key: string) => string;
  /** Files by role: `crop_runs`, `dataset`, … */
  readonly sources: ReadonlyMap<string, Source>;
  /** Takes what is wrong with a row, so that the others are still looked at. */
  readonly problems: Problems;
}

/** Options of every importer. */
export const commonOptions = { statements: z.array(z.string().min(1)).default([]) };

/** What a picture without ground truth is: a mistake, or an exclusion that is counted and listed. */
export const missingTruth = z.enum(['error', 'exclude']).default('error');

/** COCO run lengths of foreign files, text or list; whether they fit their size is told by the masks library. */
export const runLengths = {
  /** [height, width] */
  size: z.tuple([z.int().positive(), z.int().positive()]),
  counts: z.union([z.string(), z.array(z.int().nonnegative())]),
};

export interface Importer {
  /** @throws InputError EV5001 when the options are not those of this importer */
  readonly read: (input: ImportInput, options: unknown) => Imported & { readonly statements: readonly string[] };
}

export function defineImporter<C extends { statements: string[] }>(
  options: z.ZodType<C>,
  read: (input: ImportInput, options: C) => Imported,
): Importer {
  return {
    read: (input, given) => {
      const checked = validate(options, given, 'importer options');
      const imported = read(input, checked);
      return { ...imported, statements: [...(imported.statements ?? []), ...checked.statements] };
    },
  };
}

/** The known names that an option chooses, in their own order; all of them when it names none. Problems: EV1024. */
export function chosen(wanted: readonly string[], names: Iterable<string>, problems: Problems, location: string): string[] {
  const known = [...new Set(names)];
  for (const name of wanted.filter((one) => !known.includes(one))) {
    const near = nearest(name, known);
    const message = `there is no class ${JSON.stringify(name)}${near === undefined ? '' : ` (nearest: ${near})`}`;
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

/** Runs a step; what it finds wrong is collected, so that later steps can still tell what they find. */
export function attempt<T>(problems: Problems, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    absorb(problems, error);
    return undefined;
  }
}

/** Collects the problems of an InputError; any other error goes on. */
export function absorb(problems: Problems, error: unknown): void {
  if (!(error instanceof InputError)) throw error;
  for (const problem of error.problems) problems.add(problem);
}
