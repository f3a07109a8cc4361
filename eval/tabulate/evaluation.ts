/** What tabulate computes with: the scores of every backend, laid over the samples of every corpus. */

import type { ScoredMetric } from '../annotations/metric.ts';
import type { BackendIdentity } from '../contracts/backend.ts';
import type { Corpus, SliceRow } from '../contracts/corpus.ts';
import type { MeasurementFile } from '../contracts/criteria.ts';
import type { ExternalMetrics } from '../contracts/external_metrics.ts';
import type { TrainingList } from '../contracts/files.ts';
import type { Role } from '../contracts/metrics.ts';
import type { SampleRow, SamplesHeader } from '../contracts/samples.ts';
import type { Texts } from '../io/texts.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Row, Sample } from '../sanity/evaluation.ts';
import type { Rows } from '../sanity/rows.ts';
import type { Asked } from './asked.ts';
import type { Column } from './column.ts';
import { must } from './items.ts';
import type { KeptSamples } from './kept_samples.ts';
import type { KeptScores } from './kept_scores.ts';

/** The files of one evaluation, valid each for itself. Rows of samples are walked through once: a file of any size can be such rows. */
export interface TabulateInput {
  readonly evaluation: string;
  readonly measure: MeasurementFile;
  /** Those of the user's libraries. */
  readonly own?: readonly ScoredMetric[];
  /** Name of a corpus in this evaluation -> its summary. */
  readonly corpora: ReadonlyMap<string, Corpus>;
  /** Names of corpora that the evaluation has and this build does not. */
  readonly leftOut?: readonly string[];
  /** Name of a corpus in this evaluation -> its samples' slices and groups. */
  readonly slices: ReadonlyMap<string, Iterable<SliceRow>>;
  readonly scores: readonly ScoresFile[];
  /** Name of the external metrics in this evaluation -> what it says. */
  readonly external: ReadonlyMap<string, ExternalMetrics>;
  /** What the candidate was trained on; null when nobody said. */
  readonly training: TrainingList | null;
  /** Name of a program -> version, for those that had a part in the numbers. */
  readonly tools: Readonly<Record<string, string>>;
}

/** One backend's samples of one corpus, of all shards. */
export interface ScoresFile {
  /** `candidate`, `baseline` or `reference.<name>`: the same word for the same backend on every corpus. */
  readonly backend: string;
  readonly role: Role;
  readonly corpus: string;
  readonly header: SamplesHeader;
  readonly rows: Iterable<SampleRow>;
}

/** The same after every check: complete, in order, ready to be counted. */
export interface Evaluation {
  readonly name: string;
  readonly measure: MeasurementFile;
  /** In the order of the metrics' table; the first that is not secondary is the primary one. */
  readonly metrics: readonly Metric[];
  /** By name. */
  readonly corpora: readonly CorpusSamples[];
  readonly leftOut: readonly string[];
  readonly candidate: Backend;
  readonly baseline: Backend | undefined;
  /** Candidate, baseline, then references by name. */
  readonly backends: readonly Backend[];
  /** By name. */
  readonly external: readonly ExternalMetrics[];
  readonly training: TrainingList | null;
  readonly tools: Readonly<Record<string, string>>;
  /** Groups and hashes of inputs of all corpora. */
  readonly names: Texts;
}

export interface CorpusSamples {
  readonly name: string;
  readonly summary: Corpus;
  readonly kept: KeptSamples;
  /** The same, one by one. A sample's position here is its position in everything that belongs to the corpus. */
  readonly samples: Rows<Sample>;
  /** The numbers of the corpus, in the order of rows. */
  readonly asked: readonly Asked[];
  /** Number of each sample's group; groups are numbered by name. */
  readonly groupOf: Int32Array;
}

export interface Backend {
  readonly role: Role;
  readonly identity: BackendIdentity;
  /** Name of a corpus -> scores; empty where all numbers about it are external metrics. */
  readonly scores: ReadonlyMap<string, Scores>;
}

export interface Scores {
  /** What is known of each sample beside its numbers. */
  readonly kept: KeptScores;
  /** The same, one by one. */
  readonly rows: Rows<Row>;
  /** One column a number, in the corpus's order. */
  readonly columns: readonly Column[];
  /** Whether it is a correct rejection, and the criteria leave these out of every aggregate. */
  readonly isLeftOut: (sample: number) => boolean;
}

/** The scores of a backend on a corpus: assembling has made sure that there are some. */
export function scoresOf(backend: Backend, corpus: CorpusSamples): Scores {
  return must(backend.scores.get(corpus.name));
}
