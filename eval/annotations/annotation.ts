/** What a kind of annotation is. Everything that differs between kinds is in the kind's folder and here in one object. */

import type { Chart } from '../contracts/charts.ts';
import type { PartSets } from '../contracts/common.ts';
import type { InputRow } from '../contracts/corpus.ts';
import type { Measure } from '../contracts/criteria.ts';
import type { Geometry, KeptBoxes, SampleRow } from '../contracts/samples.ts';
import type { CorpusMetric, ParityMetric, SampleMetric } from './metric.ts';
import type { Imported, Kind, Observation, Prediction, Truth } from './schema.ts';

/** What a comparison finds out about one sample. */
export interface Comparison<O = unknown> {
  /** `correct_rejection`: there was nothing to find and nothing was found. */
  readonly outcome: SampleRow['outcome'];
  /** What metrics of samples follow from. */
  readonly observed: O;
  /** Content hash of the prediction; null: there is none. Where it equals the truth's, they are equal. */
  readonly prediction: string | null;
  /** Where equal hashes do not tell a copy of the truth: whether this is one. */
  readonly copied?: boolean;
  /** What sanity checks look at, of masks on pictures. */
  readonly geometry?: Geometry;
  /** Of masks that are large enough to tell: whether one was made of the other. It takes long, so only some samples of a corpus are asked. */
  readonly isTraced?: () => boolean;
  /** What sanity checks look at, of instances. */
  readonly boxes?: KeptBoxes;
  /** What metrics of whole slices are computed from; none where the backend failed and the kind has no number for that. */
  readonly observation?: Observation;
}

/** What values of a kind look like. */
export interface Shape {
  readonly truth: Truth;
  readonly prediction: Prediction;
  readonly imported: Imported;
  readonly observed: unknown;
}

/** Schemas are in `schema.ts` of the kind's folder, drawings in `drawer.ts`. `location` names the sample in errors. */
export interface Annotation<S extends Shape = Shape> {
  readonly kind: Kind;
  /** Key of an imported row that tells this kind. */
  readonly importedKey: string;
  /** @throws InputError for a row that does not fit the sample */
  predictionOf(imported: S['imported'], sample: InputRow, location: string): S['prediction'];
  /** Hash of the truth's content in one canonical form: the corpus's digest and score's rows hold the same one. */
  digest(truth: S['truth'], location: string): string;
  /** @param prediction null where the backend failed: what is observed then is the kind's decision */
  compare(truth: S['truth'], prediction: S['prediction'] | null, location: string): Comparison<S['observed']>;
  /** In the order of reports. */
  readonly metrics: readonly (SampleMetric<S['observed']> | CorpusMetric | ParityMetric)[];
  /** Names of the truth's parts by set, of a kind that has parts. */
  partsOf?(truth: S['truth']): PartSets;
  /** Names of the parts that the truth has without a pixel, of a kind that is drawn; the empty name for a truth without parts. */
  blankOf?(truth: S['truth'], location: string): readonly string[];
  /** What a page draws of a whole corpus beyond the numbers of metrics. @param chosen parameters of the criteria */
  charts?(observations: readonly Observation[], chosen: Measure['parameters']): Chart[];
}
