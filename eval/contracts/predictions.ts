/** predictions-<shard>.ndjson: a header line, then one row a sample, sorted by id. */
import { z } from 'zod';
import { backendIdentity } from './backend.ts';
import { digest, finite, json, name, regionName, rle, sampleId, schemaVersion } from './common.ts';

export const predictionsHeader = z.strictObject({
  schemaVersion,
  kind: z.literal('predictions'),
  backend: backendIdentity,
});
export type PredictionsHeader = z.infer<typeof predictionsHeader>;

/** What a backend says about one sample; kinds match the kinds of truth. */
export const prediction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mask'), mask: rle }),
  /** A region that the backend did not find has an empty mask; one that it says nothing about is not among them. */
  z.strictObject({ kind: z.literal('regions'), regions: z.record(regionName, rle) }),
  z.strictObject({ kind: z.literal('series'), values: z.array(finite).min(1) }),
  z.strictObject({ kind: z.literal('record'), type: name, value: json }),
]);
export type Prediction = z.infer<typeof prediction>;

/** Digest of the input that was predicted on; null where the corpus does not have it. */
const input = digest.nullable();

export const predictionRow = z.discriminatedUnion('status', [
  z.strictObject({
    id: sampleId,
    status: z.literal('ok'),
    input,
    prediction,
    /** How sure the backend itself is, 0 to 1. Never derived from the truth. */
    confidence: finite.min(0).max(1).optional(),
    /** Fields of the quoted row that only labels have: whoever wrote it may have made it of the labels. */
    labelFields: z.array(z.string()).min(1).optional(),
  }),
  z.strictObject({ id: sampleId, status: z.literal('failed'), input, reason: z.string().min(1) }),
]);
export type PredictionRow = z.infer<typeof predictionRow>;
