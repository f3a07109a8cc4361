/** What a comparer finds out about one sample: exact integers, from which every metric of that kind of truth follows. */
import type { Truth } from '../contracts/corpus.ts';
import type { Prediction } from '../contracts/predictions.ts';
import type { SampleRow } from '../contracts/samples.ts';

export type TruthKind = Truth['kind'];
export type Counts = Readonly<Record<string, number>>;

/** Pairs of numbers, one a frame: what metrics of whole slices are computed from. */
export type Pairs = NonNullable<SampleRow['pairs']>;

export interface Comparison<C extends Counts = Counts> {
  /** `correct_rejection`: there was nothing to find and nothing was found. */
  readonly outcome: SampleRow['outcome'];
  readonly counts: C;
  /** Content hashes in one canonical form: equal hashes mean equal content. Null: there is no prediction. */
  readonly truth: string;
  readonly prediction: string | null;
  /** Where truth has parts: whether enough of the prediction's parts are the truth's own. */
  readonly copied?: boolean;
  readonly pairs?: Pairs;
}

/** Compares one kind of truth with predictions of that kind. `location` names the sample in errors. */
export interface Comparer<K extends TruthKind, C extends Counts = Counts> {
  compare(truth: Extract<Truth, { kind: K }>, prediction: Extract<Prediction, { kind: K }>, location: string): Comparison<C>;
  /** The counts when the backend failed: those of the truth, and zero for everything predicted. */
  compareFailed(truth: Extract<Truth, { kind: K }>, location: string): Comparison<C>;
}
