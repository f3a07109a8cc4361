/** request.json: what the program of a command_backend is asked, once for each shard of a corpus. */
import * as z from 'zod';
import { json, name, schemaVersion } from './common.ts';
import { absentInput, featuresInput, imageInput } from './corpus.ts';

/** Relative to the program's working directory. */
const path = z.string().min(1);

const sample = z.discriminatedUnion('kind', [
  imageInput.extend({
    /** The picture as it is in the corpus; `sha256` is over its bytes. */
    image: path,
    /** The picture decoded, as a PPM file (P6, 8 bits): upright, without alpha. Only where the backend asks for it. */
    pixels: path.optional(),
  }),
  featuresInput,
  absentInput,
]);
export type RequestSample = z.infer<typeof sample>;

export const commandRequest = z.strictObject({
  schemaVersion,
  /** A file of predictions about several corpora can be told apart by it; a model has no use for it. */
  corpus: name,
  /** As the backend declares it. */
  config: z.record(z.string(), json),
  /** Declared files: the name that the backend gives them -> where they are. */
  data: z.record(name, path),
  /** What is said about one must not depend on the others, nor on their order: how a corpus is cut into shards may change. */
  samples: z.array(sample),
});
export type CommandRequest = z.infer<typeof commandRequest>;
