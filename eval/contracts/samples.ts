/** samples-<shard>.rows: a header line, then one row a sample, sorted by id: one backend on one corpus, scored. */
import * as z from 'zod';
import { observation } from '../annotations/schema.ts';
import { backendIdentity } from './backend.ts';
import { columns } from './columns.ts';
import { digest, finite, json, name, partName, sampleId } from './common.ts';

/** `library`: of a metric that a user's metric_library defines, digest of its file. */
export const metricIdentity = z.strictObject({ id: name, version: z.int().positive(), library: digest.optional() });

export const samplesHeader = z.strictObject({
  /** 5: columns of numbers stand before the rows that have them. */
  schemaVersion: z.literal(5),
  kind: z.literal('samples'),
  backend: backendIdentity,
  metrics: z.array(metricIdentity),
});
export type SamplesHeader = z.infer<typeof samplesHeader>;

/** A number, or undefined with its reason; never 0 for "unknown". */
export const measured = z.union([finite, z.strictObject({ undefined: z.string().min(1) })]);
export type Measured = z.infer<typeof measured>;

/** Exact integers behind a pooled metric, its own: the sums of both over all samples are divided. */
export const counts = z.strictObject({ numerator: z.int().nonnegative(), denominator: z.int().nonnegative() });

const numbers = { values: z.record(name, measured), counts: z.record(name, counts) };

/** What a mask looks like, in pixels: its box, its area, and how many corners of the picture it covers. */
const maskGeometry = z.strictObject({
  box: z.tuple([z.int(), z.int(), z.int(), z.int()]).readonly().nullable(),
  area: z.int().nonnegative(),
  corners: z.int().min(0).max(4),
});
export type MaskGeometry = z.infer<typeof maskGeometry>;

/**
 * Pairs of masks whose contours are held against each other, of one backend on one corpus: more than half of 200 drawn ones follow each other where at least three fifths of all do,
 * but for one corpus in 380 (binomial), and where two thirds do, but for one in a million. Each takes milliseconds, and a corpus may have 100,000.
 */
export const looksOfACorpus = 200;

/** Of masks on pictures, for sanity checks: shapes that are alike on pictures of many sizes, and outlines that were made of masks. */
export const geometry = z.strictObject({
  size: z.tuple([z.int().positive(), z.int().positive()]).readonly(),
  truth: maskGeometry,
  prediction: maskGeometry.nullable(),
  /** Whether one of both was made of the other; null where they are too small to tell, nothing where others were drawn to be looked at. */
  traced: z.boolean().nullable().optional(),
});
export type Geometry = z.infer<typeof geometry>;

/** `rows` of the observation, the best score first where there are scores; x, y, width, height in pixels, row after row. */
const rows = columns({ boxes: 'doubles', rows: 'indexes' });

/** Of instances, for sanity checks: the boxes of a picture's first objects and best detections, enough to see whether they were read as they were meant. */
export const keptBoxes = z.strictObject({
  /** Height and width of the picture. */
  size: z.tuple([z.int().positive(), z.int().positive()]).readonly(),
  truths: rows,
  detections: rows,
});
export type KeptBoxes = z.infer<typeof keptBoxes>;

export const sampleRow = z.strictObject({
  id: sampleId,
  /** `failed`: the backend said nothing usable; metrics then hold what a failure is worth, or undefined. */
  status: z.enum(['ok', 'failed']),
  reason: z.string().optional(),
  /** Set apart from the mean where a metric says so (both masks empty: a correct rejection). */
  outcome: z.enum(['scored', 'correct_rejection']),
  /** By metric, of the whole sample. */
  ...numbers,
  /** By the name of a part that the sample has. */
  parts: z.record(partName, z.strictObject(numbers)).optional(),
  /** Content hash of truth and prediction in one canonical form: equal hashes mean equal content. The truth's is a part of the corpus's digest too. */
  truth: digest,
  prediction: digest.nullable(),
  /** Whether the prediction is a copy of the truth, where equal hashes do not tell it (of regions, enough of them). */
  copied: z.boolean().optional(),
  /** What metrics of whole slices (a correlation, an average precision) are computed from, as its kind keeps it. */
  observation: observation.optional(),
  /** The same of the metrics of whole slices that a user's metric_library defines, by metric. */
  kept: z.record(name, json).optional(),
  geometry: geometry.optional(),
  boxes: keptBoxes.optional(),
  confidence: finite.optional(),
  /** Fields of the prediction's own file that only labels have. */
  labelFields: z.array(z.string()).min(1).optional(),
});
export type SampleRow = z.infer<typeof sampleRow>;

/** Lists of texts that are columns in the file. */
export const listsOfSamples = ['observation.parts'];
