/** latency.json: how long a backend takes for a picture. People pin it beside their BUILD file: it is measured once, and no build measures it again. */
import * as z from 'zod';
import { runtime } from './backend.ts';
import { count, digest, fileOf, finite, json, name } from './common.ts';

/** Over all timed pictures, in milliseconds. Quantiles by linear interpolation. */
const spread = z.strictObject({ mean: finite, p50: finite, p90: finite, p95: finite, p99: finite, least: finite, most: finite });

export const latency = fileOf('latency', {
  backend: z.strictObject({ kind: name, digest, checkpoint: digest, config: z.record(z.string(), json) }),
  /** Threads, and what they run on. */
  runtime,
  machine: z.strictObject({ cpu: z.string(), cores: count, architecture: z.string(), system: z.string() }),
  /** Of Node.js and the packages that decode pictures and run models. */
  tools: z.record(z.string(), z.string()),
  /** Different pictures, and how often each was timed. */
  pictures: count,
  repeats: count,
  /** Rounds over all pictures before the first that counts. */
  warmup: count,
  /** Timed pictures: pictures x repeats. */
  n: count,
  milliseconds: z.strictObject({
    /** From the bytes of a file to pixels. */
    decode: spread,
    /** From pixels to the model's input. */
    preprocess: spread,
    /** The model alone. */
    inference: spread,
    /** From the model's output to the prediction. */
    postprocess: spread,
    /** All of it, one picture at a time. */
    total: spread,
  }),
});
export type Latency = z.infer<typeof latency>;
