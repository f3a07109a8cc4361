/** What a backend is: a checkpoint, a program or a file of predictions plus its whole processing chain, declared as data. */
import type * as z from 'zod';
import type { Runtime } from '../contracts/backend.ts';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { Json } from '../contracts/common.ts';
import type { FeaturesInput, InputRow } from '../contracts/corpus.ts';
import type { Prediction, PredictionRow } from '../contracts/predictions.ts';
import { InputError } from '../errors/errors.ts';
import type { PictureReader, RgbImage } from '../image/raster.ts';
import { type Runs, toText } from '../masks/runs.ts';

export type Config = { readonly [key: string]: Json };

/** A picture as a backend may know it. */
export interface ImageSample {
  readonly kind: 'image';
  readonly id: string;
  /** Displayed size in pixels; predictions have it. */
  readonly width: number;
  readonly height: number;
  /** Its decoded picture, upright, as the reader of the backend's original chain gives it. */
  image(reader: PictureReader): Promise<RgbImage>;
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

/** What a predictor says about a sample: an outcome, or what is wrong with the sample or with what came out. */
export type Answer = readonly [id: string, answer: Outcome | InputError];

export interface Predictor {
  /** One answer a sample, in any order; it may read several samples before it answers. */
  predict(samples: AsyncIterable<Sample>): AsyncIterable<Answer>;
  /** Of imported predictions: how many rows are about samples that the corpus does not have. */
  readonly unknownRows?: number;
  close(): Promise<void>;
}

/** A checkpoint with its bytes. */
export interface Model {
  readonly checkpoint: Checkpoint;
  readonly bytes: Uint8Array;
  /** External data by the name that the model uses. */
  readonly data: ReadonlyMap<string, Uint8Array>;
  /** Around each run of the model, for whoever times it. */
  readonly onRun?: <T>(run: () => Promise<T>) => Promise<T>;
}

export interface InputText {
  readonly location: string;
  readonly text: string;
  /** The text as UTF-8, where a file was read as a whole. */
  readonly bytes?: Uint8Array;
  /** Of lines that were taken out of a file: which lines of it they are, and the digest of all of it. */
  readonly excerpt?: { readonly numbers: readonly number[]; readonly digest: string };
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
  readonly kind: 'command';
  /** Over the bytes of the program and of everything that is declared to run with it. */
  readonly digest: string;
  /** Runs it once. The result is what it wrote: rows of predictions as text. @throws InputError EV4020 to EV4026 */
  readonly answer: (question: Question) => Promise<string>;
}

/** What a backend is made of. */
interface Sources {
  checkpoint: { readonly kind: 'checkpoint'; readonly model: Model; readonly runtime: Runtime };
  /** One model for each fold, by the name of what the fold holds out, and the file that says what each was trained on. */
  folds: { readonly kind: 'folds'; readonly models: ReadonlyMap<string, Model>; readonly plan: InputText; readonly runtime: Runtime };
  command: Command;
  imported: { readonly kind: 'imported'; readonly files: readonly InputText[] };
}
export type SourceOf<K extends keyof Sources> = Sources[K];
export type Source = Sources[keyof Sources];

/** All samples that are to be predicted, before any is opened: a plan may say how many there are, a file may miss some. */
export interface Task {
  readonly corpus: string;
  readonly samples: readonly InputRow[];
  /** Where the samples are a shard of the corpus: all ids, and how many rows of a file are about none of them. */
  readonly whole?: { readonly ids: Iterable<string>; readonly unknownRows: number };
}

export interface Backend<C extends Config = Config, K extends Source['kind'] = Source['kind']> {
  readonly kind: string;
  /** The only kind of source that it is opened with. */
  readonly source: K;
  /** Of imported files that are no lines of rows by sample: they are read as a whole, and once for all shards. */
  readonly wholeFiles?: true;
  /** Strict, with every default filled in: the result is the backend's identity. */
  readonly configuration: z.ZodType<C>;
  /** @throws InputError with everything that is wrong with source, configuration and task among each other */
  open(config: C, source: SourceOf<K>, task: Task): Promise<Predictor>;
}
