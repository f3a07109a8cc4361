/** What a backend is: a checkpoint or a file of predictions plus its whole processing chain, declared as data. */
import type { z } from 'zod';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { Json } from '../contracts/common.ts';
import type { RgbImage } from '../image/raster.ts';
import type { Runs } from '../masks/runs.ts';

export type Config = { readonly [key: string]: Json };

/** A sample as a backend may know it. */
export interface Sample {
  readonly id: string;
  /** Displayed size in pixels; predictions have it. */
  readonly width: number;
  readonly height: number;
  /** Its decoded picture, upright. */
  image(): Promise<RgbImage>;
}

/** A foreground mask of the sample's size, or why there is none. Nothing found is an empty mask, not a failure. */
export type Outcome = { readonly mask: Runs } | { readonly failed: string };

export interface Predictor {
  /** @throws InputError, its place the sample's id, when what came out cannot be trusted */
  predict(sample: Sample): Promise<Outcome>;
  close(): Promise<void>;
}

/** A checkpoint with its bytes, which have been compared with it. */
export interface Model {
  readonly checkpoint: Checkpoint;
  readonly bytes: Uint8Array;
  /** External data by the name that the model uses. */
  readonly data: ReadonlyMap<string, Uint8Array>;
}

/** Files of predictions made elsewhere, and the samples they are about. */
export interface Recorded {
  readonly files: readonly { readonly place: string; readonly text: string }[];
  readonly corpus: string;
  readonly samples: readonly { readonly id: string; readonly width: number; readonly height: number }[];
}

interface Common<C extends Config> {
  readonly kind: string;
  /** Strict, with every default filled in: the result is the backend's identity. */
  readonly configuration: z.ZodType<C>;
}

/** Runs a model. */
export interface ModelBackend<C extends Config = Config> extends Common<C> {
  readonly source: 'checkpoint';
  /** @throws InputError EV3014 to EV3017 when model and configuration do not fit together */
  open(config: C, model: Model): Promise<Predictor>;
}

/** Quotes files. */
export interface RecordedBackend<C extends Config = Config> extends Common<C> {
  readonly source: 'predictions';
  /** @throws InputError EV4001 to EV4004, and those of masks, for every wrong row at once */
  open(config: C, recorded: Recorded): Promise<Predictor>;
}

export type Backend = ModelBackend | RecordedBackend;
