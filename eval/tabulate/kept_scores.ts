/**
 * What is kept of each sample: all that stays in memory of the files that score and assemble wrote. A row is read, put into these columns and
 * forgotten, because an object for each row is ten times as large.
 *
 * | of a sample (`kept_samples.ts`) | bytes | for |
 * |---|---|---|
 * | id | its bytes and 5 | the order of everything, and its name in all outputs |
 * | group | 4, and its text once | intervals, which draw groups |
 * | slices | 1 or more, and each set of slices once | the places of the table |
 * | hash, name and look of its picture; leaks | 1 to 4 each, and their texts once | sanity checks: pictures that are there twice, targets among features |
 *
 * | of a sample and backend (here) | bytes | for |
 * |---|---|---|
 * | the number of each metric (`values.ts`) | 8; with two counts, 10 to 24 | everything |
 * | whether it failed, and other things that are so or not | 2 | rows, sanity checks |
 * | hashes of truth and prediction | 4 each; their texts until all files are read | sanity checks: what is equal |
 * | reason, names of parts, fields of labels | 1 or more each, and their texts once | pairs.ndjson, sanity checks |
 * | confidence | 8, where there is one | calibration, pairs.ndjson |
 * | what its masks look like | 30 on pictures of fewer than 65,536 pixels along a side, where there are masks | sanity checks: one shape everywhere, negatives |
 * | observation, boxes, what a user's metric kept | as they were read | metrics of whole slices, charts, sanity checks of boxes |
 */
import type { Observation } from '../annotations/schema.ts';
import type { Json } from '../contracts/common.ts';
import type { Geometry, KeptBoxes, MaskGeometry, SampleRow } from '../contracts/samples.ts';
import type { Texts } from '../io/texts.ts';
import { Numbers } from '../io/typed_arrays.ts';
import type { Row } from '../sanity/evaluation.ts';
import { DistinctOf } from './distinct.ts';
import type { KeptSamples } from './kept_samples.ts';

/** What is so of a sample. */
const flag = {
  failed: 1,
  correctRejection: 2,
  copiedTold: 4,
  copied: 8,
  drawn: 16,
  drawnPrediction: 32,
  tracedLooked: 64,
  tracedTold: 128,
  traced: 256,
  boxOfTruth: 512,
  boxOfPrediction: 1024,
} as const;

/** By the sample's position in the corpus. */
export class KeptScores {
  readonly samples: KeptSamples;
  /** -1: the sample was not scored, or there is none. */
  readonly truth: Int32Array;
  readonly prediction: Int32Array;
  readonly #flags: Uint16Array;
  readonly #reasons: DistinctOf<string>;
  readonly #partNames: DistinctOf<readonly string[]>;
  readonly #labelFields: DistinctOf<readonly string[]>;
  readonly #own = new Map<string, (Json | undefined)[]>();
  #observations: (Observation | undefined)[] | undefined;
  #boxes: (KeptBoxes | undefined)[] | undefined;
  #confidence: Float64Array | undefined;
  #masks: Record<'size' | 'box' | 'area' | 'corners', Numbers> | undefined;

  constructor(samples: KeptSamples) {
    const { length } = samples;
    this.samples = samples;
    this.truth = new Int32Array(length).fill(-1);
    this.prediction = new Int32Array(length).fill(-1);
    this.#flags = new Uint16Array(length);
    this.#reasons = new DistinctOf(length);
    this.#partNames = new DistinctOf(length);
    this.#labelFields = new DistinctOf(length);
  }

  /** @param contents hashes of truths and predictions of all files */
  add(i: number, row: SampleRow, contents: Texts): void {
    const { status, outcome, copied, geometry, parts, confidence, kept = {} } = row;
    this.truth[i] = contents.numberOf(row.truth);
    this.prediction[i] = row.prediction === null ? -1 : contents.numberOf(row.prediction);
    this.#flags[i] =
      (status === 'failed' ? flag.failed : 0) |
      (outcome === 'correct_rejection' ? flag.correctRejection : 0) |
      told(copied, flag.copiedTold, flag.copied) |
      told(geometry?.traced, flag.tracedTold, flag.traced) |
      (geometry?.traced === undefined ? 0 : flag.tracedLooked) |
      (geometry === undefined ? 0 : flag.drawn) |
      (geometry?.prediction ? flag.drawnPrediction : 0) |
      (geometry?.truth.box ? flag.boxOfTruth : 0) |
      (geometry?.prediction?.box ? flag.boxOfPrediction : 0);
    this.#reasons.set(i, row.reason);
    this.#partNames.set(i, parts && Object.keys(parts));
    this.#labelFields.set(i, row.labelFields);
    if (row.observation !== undefined) {
      this.#observations ??= new Array(this.truth.length);
      this.#observations[i] = row.observation;
    }
    if (row.boxes !== undefined) {
      this.#boxes ??= new Array(this.truth.length);
      this.#boxes[i] = row.boxes;
    }
    for (const [metric, value] of Object.entries(kept)) {
      const own = this.#own.get(metric) ?? new Array(this.truth.length);
      this.#own.set(metric, own);
      own[i] = value;
    }
    if (confidence !== undefined) {
      this.#confidence ??= new Float64Array(this.truth.length).fill(Number.NaN);
      this.#confidence[i] = confidence;
    }
    if (geometry !== undefined) this.#addMasks(i, geometry);
  }

  isThere(i: number): boolean {
    return (this.truth[i] as number) >= 0;
  }

  isFailed(i: number): boolean {
    return this.#is(i, flag.failed);
  }

  isCorrectRejection(i: number): boolean {
    return this.#is(i, flag.correctRejection);
  }

  /** Whether the prediction is a copy of the truth, where equal hashes do not tell it. */
  isCopied(i: number): boolean | undefined {
    return this.#is(i, flag.copiedTold) ? this.#is(i, flag.copied) : undefined;
  }

  /** Why the backend failed. */
  reason(i: number): string | undefined {
    return this.#reasons.at(i);
  }

  /** Names of the parts that the sample has. */
  partNames(i: number): readonly string[] {
    return this.#partNames.at(i) ?? [];
  }

  labelFields(i: number): readonly string[] | undefined {
    return this.#labelFields.at(i);
  }

  confidence(i: number): number | undefined {
    const confidence = this.#confidence?.[i] ?? Number.NaN;
    return Number.isNaN(confidence) ? undefined : confidence;
  }

  /** What metrics of whole slices are made of; undefined where there is nothing of it. */
  observation(i: number): Observation | undefined {
    return this.#observations?.[i];
  }

  boxes(i: number): KeptBoxes | undefined {
    return this.#boxes?.[i];
  }

  /** What a user's metric of whole slices kept. */
  own(metric: string, i: number): Json | undefined {
    return this.#own.get(metric)?.[i];
  }

  geometry(i: number): Geometry | undefined {
    const masks = this.#masks;
    if (masks === undefined || !this.#is(i, flag.drawn)) return undefined;
    const mask = (at: number, hasBox: boolean): MaskGeometry => ({
      box: hasBox ? [masks.box.at(4 * at), masks.box.at(4 * at + 1), masks.box.at(4 * at + 2), masks.box.at(4 * at + 3)] : null,
      area: masks.area.at(at),
      corners: masks.corners.at(at),
    });
    return {
      size: [masks.size.at(2 * i), masks.size.at(2 * i + 1)],
      truth: mask(2 * i, this.#is(i, flag.boxOfTruth)),
      prediction: this.#is(i, flag.drawnPrediction) ? mask(2 * i + 1, this.#is(i, flag.boxOfPrediction)) : null,
      ...(this.#is(i, flag.tracedLooked) && { traced: this.#is(i, flag.tracedTold) ? this.#is(i, flag.traced) : null }),
    };
  }

  /** Whether every sample failed. */
  get allFailed(): boolean {
    return this.#flags.every((own) => (own & flag.failed) !== 0);
  }

  #is(i: number, what: number): boolean {
    return ((this.#flags[i] as number) & what) !== 0;
  }

  /** The true mask of a sample, then the predicted one. */
  #addMasks(i: number, { size, truth, prediction }: Geometry): void {
    const { length } = this.truth;
    this.#masks ??= { size: new Numbers(2 * length), box: new Numbers(8 * length), area: new Numbers(2 * length), corners: new Numbers(2 * length) };
    const masks = this.#masks;
    for (const [k, side] of size.entries()) masks.size.set(2 * i + k, side);
    for (const [at, mask] of [truth, prediction].entries()) {
      for (const [k, edge] of (mask?.box ?? []).entries()) masks.box.set(4 * (2 * i + at) + k, edge);
      masks.area.set(2 * i + at, mask?.area ?? 0);
      masks.corners.set(2 * i + at, mask?.corners ?? 0);
    }
  }
}

function told(is: boolean | null | undefined, toldFlag: number, isFlag: number): number {
  return is === undefined || is === null ? 0 : toldFlag | (is ? isFlag : 0);
}

/** One of them, as sanity checks look at it. */
export class KeptRow implements Row {
  readonly #kept: KeptScores;
  readonly #i: number;

  constructor(kept: KeptScores, i: number) {
    this.#kept = kept;
    this.#i = i;
  }

  get id(): string {
    return this.#kept.samples.id(this.#i);
  }

  get status(): Row['status'] {
    return this.#kept.isFailed(this.#i) ? 'failed' : 'ok';
  }

  get outcome(): Row['outcome'] {
    return this.#kept.isCorrectRejection(this.#i) ? 'correct_rejection' : 'scored';
  }

  get truth(): number {
    return this.#kept.truth[this.#i] as number;
  }

  get prediction(): number | null {
    const prediction = this.#kept.prediction[this.#i] as number;
    return prediction < 0 ? null : prediction;
  }

  get copied(): boolean | undefined {
    return this.#kept.isCopied(this.#i);
  }

  get observation(): Row['observation'] {
    return this.#kept.observation(this.#i);
  }

  get geometry(): Row['geometry'] {
    return this.#kept.geometry(this.#i);
  }

  get boxes(): Row['boxes'] {
    return this.#kept.boxes(this.#i);
  }

  get labelFields(): readonly string[] | undefined {
    return this.#kept.labelFields(this.#i);
  }
}
