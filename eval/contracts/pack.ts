/** index-<shard>.ndjson: where each file of a pack lies in it. A pack is a tar archive that holds the files of one shard. */
import * as z from 'zod';
import { digest } from './common.ts';

export const packRow = z.strictObject({
  /** Name of the file in the pack. */
  key: z.string().min(1),
  /** Of its first byte, from the beginning of the pack. */
  offset: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: digest,
});
export type PackRow = z.infer<typeof packRow>;
