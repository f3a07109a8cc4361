/** Pieces that several contracts share. Each file that crosses an action boundary has one schema in this folder. */
import * as z from 'zod';

/** Bumped when a file's meaning changes; a reader refuses every other number. */
export const schemaVersion = z.literal(1);

/** What a file of a kind holds beside its kind and the version of its form; nothing else. */
export function fileOf<const K extends string, S extends z.ZodRawShape>(kind: K, content: S) {
  return z.strictObject({ schemaVersion, kind: z.literal(kind), ...content });
}

export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hexadecimal digits');

/**
 * A sample's name: unique in its corpus, printable characters of any script, no white space, at most 200 of them. The joiners U+200C and
 * U+200D are parts of words in Persian and Hindi and of emoji, here and in names of parts.
 */
export const sampleId = z.string().regex(/^(?:[^\p{C}\p{Z}]|[\u200c\u200d]){1,200}$/u, 'expected 1 to 200 printable characters without blanks');

/** Names that become keys of rows: corpora, backends, slice dimensions, criteria. */
export const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'expected letters, digits, "_", "." or "-"');

/** Name of a piece that samples have, a class of objects or a region: printable characters, inner blanks allowed ("traffic light"). */
export const partName = z
  .string()
  .regex(/^[^\s\p{C}](?:(?:[^\p{C}]|[\u200c\u200d]){0,98}[^\s\p{C}])?$/u, 'expected 1 to 100 printable characters without blanks at the ends');

/** The same as people write it in a file of theirs: blanks at the ends are none of the name. */
export const writtenPartName = z.string().trim().pipe(partName);

/** Names of parts by set, in text order. */
export const partSets = z.record(name, z.array(partName).readonly());
export type PartSets = z.infer<typeof partSets>;

/** A labelled region's name. */
export const regionName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'expected at most 40 letters, digits, "_" or "-"');

export const finite = z.number();

/** Candidate, baseline, or a further backend that is shown and not judged. */
export const role = z.enum(['candidate', 'baseline', 'reference']);
export type Role = z.infer<typeof role>;

export const count = z.int().nonnegative();

/** A binary mask as COCO run lengths: compressed text, column-major; size is [height, width] in pixels. */
export const rle = z.strictObject({
  counts: z.string(),
  size: z.tuple([z.int().positive(), z.int().positive()]),
});
export type RleText = z.infer<typeof rle>;

/** Named subsets: dimension -> the values a sample has in it (one sample may have several). */
export const slices = z.record(name, z.array(z.string().min(1)));

/** What is declared about a backend, in any shape its kind wants; finite numbers only. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** No schema of itself: zod compiles none that has a cycle, and rows of samples are read by the thousand. */
export const json = z.unknown().refine(isJson, 'expected JSON, with finite numbers') as z.ZodType<Json, Json>;

function isJson(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isJson);
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
