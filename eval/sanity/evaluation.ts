/** The part of an evaluation that checks look at. What tabulate computes with has these fields, among others. */
import type { BackendIdentity } from '../contracts/backend.ts';
import type { Corpus as CorpusSummary, SliceRow } from '../contracts/corpus.ts';
import type { TrainingList } from '../contracts/files.ts';
import type { Role } from '../contracts/metrics.ts';
import type { SampleRow } from '../contracts/samples.ts';
import type { Texts } from '../io/texts.ts';
import type { Rows } from './rows.ts';

export interface Evaluation {
  readonly backends: readonly Backend[];
  readonly candidate: Backend;
  readonly baseline: Backend | undefined;
  readonly corpora: readonly Corpus[];
  readonly training: TrainingList | null;
  /** Groups and hashes of inputs, by number. */
  readonly names: Texts;
}

export interface Corpus {
  readonly name: string;
  readonly summary: Pick<CorpusSummary, 'blank'>;
  readonly samples: Rows<Sample>;
}

/** Equal texts have equal numbers, in all corpora. */
export interface Sample extends Pick<SliceRow, 'id' | 'image'> {
  readonly group: number;
  /** Null where the corpus does not have the input. */
  readonly sha256: number | null;
  readonly look: string | undefined;
  readonly leaks: readonly string[] | undefined;
}

export interface Backend {
  readonly role: Role;
  readonly identity: Pick<BackendIdentity, 'name' | 'digest' | 'unpinned'>;
  /** By name of the corpus. */
  readonly scores: ReadonlyMap<string, Scores>;
}

/** What is known of a sample beside its numbers, which stand in columns. Equal contents have equal numbers, whosever they are. */
export interface Row extends Pick<SampleRow, 'id' | 'status' | 'outcome'> {
  readonly truth: number;
  readonly prediction: number | null;
  readonly copied: boolean | undefined;
  readonly observation: SampleRow['observation'];
  readonly geometry: SampleRow['geometry'];
  readonly boxes: SampleRow['boxes'];
  readonly labelFields: readonly string[] | undefined;
}

/** Rows, and the items of each column, stand in the order of the corpus's samples. */
export interface Scores {
  readonly rows: Rows<Row>;
  /** One a number of the corpus, in the order of rows. */
  readonly columns: readonly Column[];
  /** Whether it is a correct rejection that the criteria leave out. */
  readonly isLeftOut: (sample: number) => boolean;
}

export interface Column {
  readonly metric: {
    readonly id: string;
    readonly kind: string;
    readonly secondary: boolean;
    readonly range?: readonly [low: number | null, high: number | null];
  };
  /** Null: of the whole sample. */
  readonly part?: string | null;
  readonly values: {
    /** NaN: there is none. */
    readonly numbers: Float64Array;
  };
  /** Whether the sample takes part in the number. */
  readonly counts: (sample: number) => boolean;
}

/**
 * Numbers of samples that a criterion can judge; a pass is judged by the metric that decides it. Parity is none of them: equal values are
 * what is wanted there, and the baseline has none. The numbers against the truth are looked at in its place.
 */
export function judgeable({ columns }: Scores): readonly Column[] {
  return columns.filter(({ metric }) => metric.kind !== 'pass' && metric.kind !== 'parity' && !metric.secondary);
}

/** @throws Error, our bug, where a backend was not scored on a corpus */
export function scoresOf({ scores }: Backend, { name }: Corpus): Scores {
  const found = scores.get(name);
  if (found === undefined) throw new Error(`the evaluation is incomplete: no scores on ${name}`);
  return found;
}
