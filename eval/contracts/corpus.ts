/**
 * A corpus is four kinds of file, so that each stage gets only what it needs and a change costs only what it must:
 * images (per shard, for infer), truth (for score), samples' slices and groups (for tabulate), and a summary.
 */
import { z } from 'zod';
import { count, digest, name, rle, sampleId, schemaVersion, slices } from './common.ts';

/** images-<shard>.ndjson: what infer may know about a sample. Nothing about truth, slices or notes. */
export const imageRow = z.strictObject({
  id: sampleId,
  /** Key of the picture among the corpus's declared files: its path below the corpus's package. */
  image: z.string().min(1),
  sha256: digest,
  /** Displayed size in pixels: after the EXIF orientation is applied. */
  height: z.int().positive(),
  width: z.int().positive(),
});
export type ImageRow = z.infer<typeof imageRow>;

/** Ground truth of one sample. New tasks add a kind here and a metric that reads it. */
export const truth = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('mask'), mask: rle })]);
export type Truth = z.infer<typeof truth>;

/** truth.ndjson */
export const truthRow = z.strictObject({ id: sampleId, truth });
export type TruthRow = z.infer<typeof truthRow>;

/** slices.ndjson: what tabulate needs to group samples, and what a report tells about them. */
export const sliceRow = z.strictObject({
  id: sampleId,
  slices,
  /** Samples of one group are related (one photo, one piece, one source): resampling draws whole groups. */
  group: z.string().min(1),
  notes: z.array(z.string()),
  image: z.string().min(1),
  sha256: digest,
});
export type SliceRow = z.infer<typeof sliceRow>;

/** corpus.json: the summary. */
export const corpus = z.strictObject({
  schemaVersion,
  kind: z.literal('corpus'),
  name,
  /** What its owner calls this version; a `sha256:` version has been compared with the digest. */
  datasetVersion: z.string(),
  /** Over every sample's id, picture, truth, slices, group and notes, and the exclusions; not over folder names. */
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
});
export type Corpus = z.infer<typeof corpus>;
