/** predictions-<shard>.ndjson: a header line, then one row a sample, sorted by id. */
import { z } from 'zod';
import { backendIdentity } from './backend.ts';
import { digest, rle, sampleId, schemaVersion } from './common.ts';

export const predictionsHeader = z.strictObject({
  schemaVersion,
  kind: z.literal('predictions'),
  backend: backendIdentity,
});
export type PredictionsHeader = z.infer<typeof predictionsHeader>;

/** What a backend says about one sample; kinds match the kinds of truth. */
export const prediction = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('mask'), mask: rle })]);
export type Prediction = z.infer<typeof prediction>;

export const predictionRow = z.discriminatedUnion('status', [
  z.strictObject({ id: sampleId, status: z.literal('ok'), image: digest, prediction }),
  z.strictObject({ id: sampleId, status: z.literal('failed'), image: digest, reason: z.string().min(1) }),
]);
export type PredictionRow = z.infer<typeof predictionRow>;
