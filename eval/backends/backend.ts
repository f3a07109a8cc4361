/** What a backend is: a checkpoint, a program or a file of predictions plus its whole processing chain, declared as data. */
import type { z } from 'zod';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { Json } from '../contracts/common.ts';
import type { FeaturesInput, InputRow } from '../contracts/corpus.ts';
import type { Prediction, PredictionRow } from '../contracts/predictions.ts';
import { InputError } from '../errors/errors.ts';
import type { RgbImage } from '../image/raster.ts';
import type { Runs } from '../masks/runs.ts';
import { toText } from '../masks/runs.ts';

export type Config = { readonly [key: string]: Json };

/** A picture as a backend may know it. */
export interface ImageSample {
  readonly kind: 'image';
  readonly id: string;
  /** Displayed size in pixels; predictions have it. */
  readonly width: number;
  readonly height: number;
  /** Its decoded picture, upright. */
  image(): Promise<RgbImage>;
}

/** What a backend may know of a sample. */
export type Sample = ImageSample | FeaturesInput | Extract<InputRow, { readonly kind: 'absent' }>;

/** A prediction with what its source says of it. */
export interface Predicted extends Pick<Extract<PredictionRow, { status: 'ok' }>, 'confidence' | 'labelFields'> {
  readonly prediction: Prediction;
}

/** A prediction, or why there is none. Nothing found is an empty mask, not a failure. */
export type Outcome = Predicted | { readonly failed: string };

/** A foreground mask as an outcome. */
export function maskOutcome(mask: Runs): Outcome {
  return { prediction: { kind: 'mask', mask: toText(mask) } };
}

/** @throws InputError EV3020 for a sample that is no picture */
export function pictureOf(sample: Sample): ImageSample {
  if (sample.kind === 'image') return sample;
  throw new InputError({ code: 'EV3020', location: sample.id, message: 'the backend reads pictures', got: sample.kind, expected: 'image' });
}

export interface Predictor {
  /**
   * One sample after the other: buffers are used again.
   * @throws InputError, its place the sample's id, when what came out cannot be trusted
   */
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

/** One checkpoint for each fold, and the file that says what each was trained on. */
export interface FoldModels {
  /** By the name of what the fold holds out. */
  readonly models: ReadonlyMap<string, Model>;
  readonly plan: { readonly location: string; readonly text: string };
}

/** Files of predictions made elsewhere, and the samples they are about. */
export interface Recorded {
  readonly files: readonly { readonly location: string; readonly text: string }[];
  readonly corpus: string;
  readonly samples: readonly InputRow[];
}

/** What a program is asked: all samples at once. */
export interface Question {
  readonly corpus: string;
  readonly config: Config;
  /** Arguments before those that name request and response. */
  readonly args: readonly string[];
  /** Whether pictures are given as they are in the corpus, or also decoded: upright, 8 bits, sRGB. */
  readonly pictures: 'file' | 'ppm';
  readonly samples: readonly InputRow[];
}

/** A program of the user's. */
export interface Command {
  /** Over the bytes of the program and of everything that is declared to run with it. */
  readonly digest: string;
  /** Runs it once. The result is what it wrote: rows of predictions as text. @throws InputError EV4020 to EV4026 */
  readonly answer: (question: Question) => Promise<string>;
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

/** Runs the one of several models that did not see the sample's source. */
export interface FoldBackend<C extends Config = Config> extends Common<C> {
  readonly source: 'folds';
  /**
   * @param samples all that are to be predicted: a plan may say how many there are
   * @throws InputError EV3014 to EV3017 and EV3021 to EV3026 for everything that is wrong with models, plan and samples
   */
  open(config: C, folds: FoldModels, samples: readonly InputRow[]): Promise<Predictor>;
}

/** Quotes files. */
export interface RecordedBackend<C extends Config = Config> extends Common<C> {
  readonly source: 'predictions';
  /** @throws InputError EV4001 to EV4004, and those of masks, for every wrong row at once */
  open(config: C, recorded: Recorded): Promise<Predictor>;
}

/** Asks a program. */
export interface CommandBackend<C extends Config = Config> extends Common<C> {
  readonly source: 'command';
  /** @throws InputError EV4001 to EV4004 and EV4020 to EV4026 when the answer, or that there is none, cannot be trusted */
  open(config: C, command: Command, corpus: string, samples: readonly InputRow[]): Promise<Predictor>;
}

export type Backend = ModelBackend | FoldBackend | RecordedBackend | CommandBackend;
