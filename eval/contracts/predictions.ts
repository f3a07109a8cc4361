/** predictions-<shard>.rows: a header line, then one row a sample, sorted by id. */
import * as z from 'zod';
import { prediction } from '../annotations/schema.ts';
import { backendIdentity } from './backend.ts';
import { digest, finite, sampleId } from './common.ts';

export type { Prediction } from '../annotations/schema.ts';

export const predictionsHeader = z.strictObject({
  /** 4: columns of numbers stand before the rows that have them. */
  schemaVersion: z.literal(4),
  kind: z.literal('predictions'),
  backend: backendIdentity,
});
export type PredictionsHeader = z.infer<typeof predictionsHeader>;

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

/** Lists of texts that are columns in the file. */
export const listsOfPredictions = ['prediction.parts'];
