import * as z from 'zod';
import { count, digest, fileOf } from './common.ts';

/** checkpoint.json: what a `model_checkpoint` is, after its bytes were checked. */
export const checkpoint = fileOf('checkpoint', {
  /** Over all files: a checkpoint with external data changes when its data changes. */
  digest,
  /** The model first, then its external data in name order; names as the model spells them. */
  files: z.array(z.strictObject({ name: z.string(), sha256: digest, bytes: count })).min(1),
  /** Names of the external data files that no pin holds: the graph does not tell whose weights stand in them. Left out where there are none. */
  unpinned: z.array(z.string()).min(1).optional(),
  /** Numbers in the initializers of the graph. */
  parameters: count,
  /** The model's own metadata_props, as text. */
  metadata: z.record(z.string(), z.string()),
  inputs: z.array(z.strictObject({ name: z.string(), type: z.string(), shape: z.array(z.union([z.int(), z.string()])) })),
  outputs: z.array(z.strictObject({ name: z.string(), type: z.string(), shape: z.array(z.union([z.int(), z.string()])) })),
});
export type Checkpoint = z.infer<typeof checkpoint>;
