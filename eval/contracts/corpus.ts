/**
 * A corpus is four kinds of file, so that each stage gets only what it needs and a change costs only what it must:
 * inputs (per shard, for infer), truth (per shard, for score), samples' slices and groups (for tabulate), and a summary.
 */
import * as z from 'zod';
import { truth } from '../annotations/schema.ts';
import { count, digest, fileOf, finite, name, partSets, sampleId, slices } from './common.ts';

export type { Truth } from '../annotations/schema.ts';

/** A sample's picture. */
export const imageInput = z.strictObject({
  kind: z.literal('image'),
  id: sampleId,
  /** Key of the picture among the corpus's declared files: its path below the corpus's package. */
  image: z.string().min(1),
  sha256: digest,
  /** Displayed size in pixels: after the EXIF orientation is applied. */
  height: z.int().positive(),
  width: z.int().positive(),
});
export type ImageInput = z.infer<typeof imageInput>;

/** A sample's features: a table with one row a frame. */
export const featuresInput = z.strictObject({
  kind: z.literal('features'),
  id: sampleId,
  /** Over names and rows. */
  sha256: digest,
  /** What the sample was made from (a film, a site, a patient): a backend of folds picks its checkpoint by it. */
  source: z.string().min(1),
  /** Columns of `rows`. Backends find a feature by its name, never by its position. */
  names: z.array(name).min(1),
  rows: z.array(z.array(finite)).min(1),
});
export type FeaturesInput = z.infer<typeof featuresInput>;

/** A sample whose input the corpus does not have: only predictions made elsewhere can be about it. */
export const absentInput = z.strictObject({ kind: z.literal('absent'), id: sampleId });

/** inputs-<shard>.ndjson: what infer may know about a sample. Nothing about truth, slices or notes. */
export const inputRow = z.discriminatedUnion('kind', [imageInput, featuresInput, absentInput]);
export type InputRow = z.infer<typeof inputRow>;

/** truth-<shard>.ndjson */
export const truthRow = z.strictObject({
  /** Of the truth's content in one canonical form: what stands in the corpus's own digest, and with every score. */
  digest,
  id: sampleId,
  truth,
});
export type TruthRow = z.infer<typeof truthRow>;

/** slices.ndjson: what tabulate needs to group samples, and what a report tells about them. */
export const sliceRow = z.strictObject({
  id: sampleId,
  slices,
  /** Samples of one group are related (one photo, one piece, one source): resampling draws whole groups. */
  group: z.string().min(1),
  notes: z.array(z.string()),
  /** Key of the picture; null where the sample has none. */
  image: z.string().min(1).nullable(),
  /** Of the sample's input (the picture's bytes, the features); null where the corpus does not have it. */
  sha256: digest.nullable(),
  /** 8 x 8 mean grey values of the displayed picture in hexadecimal, by which copies of it are known. */
  look: z.string().optional(),
  /** Features of the sample that are its target, rounded. */
  leaks: z.array(z.string()).optional(),
});
export type SliceRow = z.infer<typeof sliceRow>;

/** corpus.json: the summary. */
export const corpus = fileOf('corpus', {
  name,
  /** What its owner calls this version; a `sha256:` version has been compared with the digest. */
  datasetVersion: z.string(),
  /**
   * Over a line `id digest` for every sample, sorted: picture, truth, slices, group and notes; and the exclusions. Neither
   * folder names nor shards matter.
   */
  digest,
  importer: z.string(),
  /** Sentences that every report about this corpus must print (synthetic data, licences). */
  statements: z.array(z.string()),
  samples: count,
  /** What was left out, and why; ids sorted. */
  exclusions: z.array(z.strictObject({ reason: z.string(), count, ids: z.array(z.string()) })),
  /** Findings of the importer that nobody must act on but a reader should know. */
  remarks: z.array(z.string()),
  /** Known values of each slice dimension, in the taxonomy's order, also those without a sample. */
  dimensions: z.record(name, z.array(z.strictObject({ value: z.string(), title: z.string(), samples: count }))),
  /** Classes without a pixel of ground truth in all of the corpus, by dimension; of parts (regions) it is null. */
  blank: z
    .array(
      z.strictObject({
        dimension: name.nullable(),
        values: z.array(z.string()).min(1),
        /** Labels of these classes: one a sample, of parts one a sample and part. The first ids in order. */
        labels: count,
        ids: z.array(z.string()),
        /** What stands beside them: labels and classes of the dimension, and how many of its labels have no pixel. */
        of: z.strictObject({ labels: count, classes: count, blank: count }),
      }),
    )
    .optional(),
  /** Names of the pieces that samples can have, by set: classes, regions. A piece may be in several sets. */
  parts: partSets.optional(),
});
export type Corpus = z.infer<typeof corpus>;
