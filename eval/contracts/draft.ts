/**
 * What import reads out of a corpus's sources, before any picture was opened. It is kept apart so that a changed note or
 * failure class opens no picture again: drafts (per shard, for verify) know nothing of it, descriptions (for assemble) do.
 */
import * as z from 'zod';
import { box } from '../annotations/instances/schema.ts';
import { regionRole } from '../annotations/regions/schema.ts';
import { truth } from '../annotations/schema.ts';
import { digest, fileOf, finite, name, partName, partSets, regionName, sampleId } from './common.ts';
import { featuresInput } from './corpus.ts';

const key = z.string().min(1);

/** COCO run lengths of foreign files, text or list; whether they fit their size is told by the masks library. */
export const runLengths = {
  /** [height, width] */
  size: z.tuple([z.int().positive(), z.int().positive()]),
  counts: z.union([z.string(), z.array(z.int().nonnegative())]),
};

/** A piece of ground truth; the foreground of a sample is the union of its pieces. */
export const truthPart = z.discriminatedUnion('kind', [
  /** A mask file by key; what its values mean is said once for the whole corpus. */
  z.strictObject({ kind: z.literal('mask'), key }),
  /** Closed outlines x1, y1, x2, y2, …; in pixels of the displayed picture, or as shares of its width and height. */
  z.strictObject({
    kind: z.literal('outlines'),
    outlines: z.array(z.array(finite).readonly()).readonly(),
    unit: z.enum(['pixel', 'share']),
    /** Where the source says so: the file and the row or the annotation. */
    location: z.string(),
  }),
  z.strictObject({ kind: z.literal('runs'), ...runLengths, location: z.string() }),
]);
export type TruthPart = z.infer<typeof truthPart>;

const location = z.string();
/**
 * An object in shares of width and height: x1, y1, x2, y2, … of its outline, or of its box the centre, width and height; or its box in
 * pixels, x, y, width and height, and its area where the source says one.
 */
const objectOfPicture = z.union([
  z.strictObject({ part: partName, shares: z.array(finite).readonly(), location }),
  z.strictObject({ part: partName, box, area: finite.exactOptional(), location }),
]);
export type ObjectOfPicture = z.infer<typeof objectOfPicture>;

/** Regions that mask files show; of a file without a region its values tell them. */
const regionFilesDraft = z.strictObject({
  kind: z.literal('region_files'),
  files: z.array(z.strictObject({ key, region: regionName.exactOptional() })).readonly(),
  roles: z.record(regionName, regionRole),
  /** What a region that no file shows is: not annotated, or not there. */
  missing: z.enum(['unlabelled', 'empty']),
});
export type RegionFilesDraft = z.infer<typeof regionFilesDraft>;

/**
 * The foreground of a picture in parts, where no part means that there is none; objects whose pixels depend on the picture's
 * size; regions of files that are not opened yet; or truth that needs no picture to be drawn on.
 */
export const draftTruth = z.union([
  z.strictObject({ kind: z.literal('foreground'), parts: z.array(truthPart).readonly() }),
  z.strictObject({ kind: z.literal('objects'), objects: z.array(objectOfPicture).readonly() }),
  regionFilesDraft,
  truth,
]);

/** drafts-<shard>.ndjson: samples as their source tells them, for verify. */
export const draftRow = z.strictObject({
  id: sampleId,
  /** Key of the picture; null where the sample has none. */
  image: key.nullable(),
  /** What a backend reads in place of a picture. */
  features: featuresInput.pick({ source: true, names: true, rows: true }).optional(),
  /** Hashes of the picture that the source knows, and where it says so; each must be that of the bytes. */
  hashes: z.array(z.strictObject({ sha256: digest, location: z.string() })).readonly(),
  /** Sizes in pixels that the source gives, and where; each must be the displayed size. */
  sizes: z.array(z.strictObject({ height: finite, width: finite, location: z.string() })).readonly(),
  truth: draftTruth,
});
export type DraftRow = z.infer<typeof draftRow>;

/** descriptions.ndjson: what the sources say about samples that no picture can confirm, for assemble. */
export const descriptionRow = z.strictObject({
  id: sampleId,
  slices: z.record(name, z.array(z.string().min(1)).readonly()),
  /** Names that it shares with related samples (a lineage root, a piece); equal pictures are related anyway. */
  related: z.array(z.string()).readonly(),
  notes: z.array(z.string()).readonly(),
});
export type DescriptionRow = z.infer<typeof descriptionRow>;

const namedValue = z.strictObject({ value: z.string(), title: z.string() });

/** imported.json: what the sources say about the corpus as a whole. */
export const imported = fileOf('imported', {
  importer: z.string(),
  /** Sentences that every report about the corpus must print. */
  statements: z.array(z.string()).readonly(),
  exclusions: z.array(z.strictObject({ id: z.string(), reason: z.string() })).readonly(),
  remarks: z.array(z.string()).readonly(),
  /** Known values of each slice dimension in the order in which reports show them. */
  dimensions: z.record(name, z.array(namedValue).readonly()),
  /** The dimension whose values the mask files say: names of parts that their values are declared to show, of which each must be there. */
  drawn: name.optional(),
  /** Classes, `dimension=value`, whose pictures are declared to show nothing. */
  background: z.array(z.string()).readonly().optional(),
  /** Parts that samples can have, also those that none has. */
  parts: partSets.optional(),
});
export type Imported = z.infer<typeof imported>;

/** digests-<shard>.ndjson: what verify found of each sample, for assemble. */
export const digestRow = z.strictObject({
  id: sampleId,
  image: key.nullable(),
  /** Of the sample's input: the picture's bytes or the features; null where the corpus has neither. */
  sha256: digest.nullable(),
  /** 8 x 8 mean grey values of the displayed picture in hexadecimal. */
  look: z.string().optional(),
  /** Features that are the target, rounded. */
  leaks: z.array(z.string()).optional(),
  /** Over the truth's content in one canonical form. */
  truth: digest,
  /** Of a mask file: the declared parts that it shows; and the value of its foreground where none is declared. */
  mask: z.strictObject({ parts: z.array(z.string()).readonly(), level: z.string().nullable() }).optional(),
  /** Those of its truth, where the kind has parts. */
  parts: partSets.optional(),
  /** Of these, the ones without a pixel; the empty name for a truth without parts. */
  blank: z.array(z.string()).readonly().optional(),
});
export type DigestRow = z.infer<typeof digestRow>;
