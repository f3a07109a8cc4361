/** The part of an evaluation that checks look at. What tabulate computes with has these fields, among others. */
import type { BackendIdentity } from '../contracts/backend.ts';
import type { Corpus as CorpusSummary, SliceRow } from '../contracts/corpus.ts';
import type { TrainingList } from '../contracts/files.ts';
import type { Role } from '../contracts/metrics.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';

export interface Evaluation {
  readonly backends: readonly Backend[];
  readonly candidate: Backend;
  readonly baseline: Backend | undefined;
  readonly corpora: readonly Corpus[];
  readonly training: TrainingList | null;
}

export interface Corpus {
  readonly name: string;
  readonly summary: Pick<CorpusSummary, 'blank'>;
  readonly samples: readonly Pick<SliceRow, 'id' | 'group' | 'sha256' | 'image' | 'look' | 'leaks'>[];
}

export interface Backend {
  readonly role: Role;
  readonly identity: Pick<BackendIdentity, 'name' | 'digest' | 'unpinned'>;
  /** By name of the corpus. */
  readonly scores: ReadonlyMap<string, Scores>;
}

/** What is known of a sample beside its numbers, which stand in columns. */
export type Row = Omit<SampleRow, 'values' | 'counts' | 'parts'>;

/** Rows, and the items of each column, stand in the order of the corpus's samples. */
export interface Scores {
  readonly rows: readonly Row[];
  /** One a number of the corpus, in the order of rows. */
  readonly columns: readonly Column[];
  readonly leftOut: readonly boolean[];
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
  readonly values: readonly Measured[];
  /** Whether the sample takes part in the number. */
  readonly counts: readonly boolean[];
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
