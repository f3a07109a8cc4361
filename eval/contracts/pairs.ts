/** pairs.ndjson: a header line, then one row a sample, by corpus and id, next to every backend: what galleries and plots read. */
import * as z from 'zod';
import { fileOf, finite, name, partName, sampleId } from './common.ts';
import { measured } from './samples.ts';

export const pairsHeader = fileOf('pairs', {});
export type PairsHeader = z.infer<typeof pairsHeader>;

export const pairRow = z.strictObject({
  corpus: name,
  id: sampleId,
  group: z.string(),
  slices: z.record(name, z.array(z.string())),
  status: z.record(name, z.enum(['ok', 'failed'])),
  /** backend -> metric -> value */
  values: z.record(name, z.record(name, measured)),
  /** part -> backend -> metric -> value, of the parts that the sample has */
  parts: z.record(partName, z.record(name, z.record(name, measured))).optional(),
  /** Why a backend failed. */
  reasons: z.record(name, z.string()).optional(),
  /** How sure a backend itself is, 0 to 1. */
  confidence: z.record(name, finite).optional(),
});
export type PairRow = z.infer<typeof pairRow>;
