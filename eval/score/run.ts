/**
 * score: the predictions of one backend against the truth of one corpus, sample by sample. Every sample of the truth
 * comes out with a row, also one that the backend failed on; a sample without a prediction is an error.
 */

import type { ScoredMetric } from '../annotations/metric.ts';
import type { TruthRow } from '../contracts/corpus.ts';
import type { PredictionRow, PredictionsHeader } from '../contracts/predictions.ts';
import { looksOfACorpus, type SampleRow, type SamplesHeader } from '../contracts/samples.ts';
import type { Code } from '../errors/codes.ts';
import { InputError, type Problem, Problems } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { Drawn } from '../io/drawn.ts';
import { byText } from '../io/order.ts';
import { InOrder } from './in_order.ts';
import { chooseMetrics } from './metric_choice.ts';
import { scoreSample } from './sample.ts';

export interface Shard {
  /** The file, for errors. */
  readonly location: string;
  readonly header: PredictionsHeader;
  readonly rows: Iterable<PredictionRow>;
}

export interface ScoreInput {
  /** Walked through once: no two shards need to be in memory together. */
  readonly shards: Iterable<Shard>;
  readonly truth: { readonly location: string; readonly rows: readonly TruthRow[] };
  /** Ids of metrics; none: all that fit the kinds of truth. */
  readonly metrics: readonly string[];
  /** What the baseline says about the same samples: then parity with it is measured, too. */
  readonly reference?: Shard;
  /** Those of the user's libraries. */
  readonly own?: readonly ScoredMetric[];
}

export interface ScoreOutput {
  readonly header: SamplesHeader;
  /** By id. */
  readonly rows: readonly SampleRow[];
}

/** @throws InputError EV5105 for metrics that cannot be measured; else all of EV5101 to EV5107 and EV1201 to EV1203 at once */
export function run(input: ScoreInput): ScoreOutput {
  const { header, rows } = begin(input);
  return { header, rows: [...rows] };
}

/**
 * The same, each row made when it is asked for: those of a shard are large, and are written one by one.
 * @returns rows that throw, after the last of them, what `run` throws of samples
 */
export function begin({ shards, ...input }: ScoreInput): { readonly header: SamplesHeader; readonly rows: Generator<SampleRow> } {
  const { truth, reference, own } = input;
  const metrics = chooseMetrics(
    input.metrics,
    truth.rows.map((row) => row.truth),
    reference !== undefined,
    own,
  );
  const rest = shards[Symbol.iterator]();
  const first = rest.next();
  if (first.done === true) throw new InputError({ code: 'EV5101', location: truth.location, message: 'no predictions were given for this truth' });
  const { location, header } = first.value;
  return {
    header: { schemaVersion: 5, kind: 'samples', backend: header.backend, metrics: metrics.map(identityOf) },
    rows: scored({ ...input, metrics, shards: shardsOf(first.value, rest), first: { location, header } }),
  };
}

function* shardsOf(first: Shard, rest: Iterator<Shard>): Generator<Shard> {
  yield first;
  yield* { [Symbol.iterator]: () => rest };
}

interface Begun extends Omit<ScoreInput, 'metrics' | 'own'> {
  readonly metrics: readonly ScoredMetric[];
  readonly first: Omit<Shard, 'rows'>;
}

function* scored({ shards, truth, metrics, reference, first }: Begun): Generator<SampleRow> {
  const problems = new Problems();
  const ids = (code: Code, location: string, what: string, list: readonly string[]): void => {
    if (list.length > 0)
      problems.add({ code, location, message: `${list.length} ${list.length === 1 ? 'sample' : 'samples'} ${what}: ${someOf(list)}` });
  };

  const truthById = new Map(truth.rows.map((row) => [row.id, row]));
  ids('EV5102', truth.location, 'with a second truth', idsOf(truth.rows.filter((row) => truthById.get(row.id) !== row)));
  const references = new Map<string, PredictionRow>();
  for (const row of reference?.rows ?? []) references.set(row.id, row);
  const ordered = new InOrder<SampleRow>([...truthById.keys()].sort(byText));
  const looks = new Drawn<() => void>(looksOfACorpus);
  const add = (known: TruthRow, prediction: PredictionRow): void => {
    const { row, isTraced } = scoreSample(known, prediction, metrics, references.get(prediction.id));
    const { geometry } = row;
    const isLooked = geometry !== undefined && isTraced !== undefined;
    if (isLooked) looks.offer(row.id, () => (row.geometry = { ...geometry, traced: isTraced() }));
    ordered.add(row, isLooked);
  };
  const predicted = new Set<string>();
  for (const { location, header, rows: predictions } of shards) {
    if (digestOf(header.backend) !== digestOf(first.header.backend)) problems.add(otherBackend(location, header, first));
    const again: string[] = [];
    const unknown: string[] = [];
    for (const prediction of predictions) {
      const known = truthById.get(prediction.id);
      if (predicted.has(prediction.id)) again.push(prediction.id);
      else if (known === undefined) unknown.push(prediction.id);
      else problems.collect(() => add(known, prediction));
      predicted.add(prediction.id);
      for (let row = ordered.next(); row !== undefined; row = ordered.next()) yield row;
    }
    ids('EV5102', location, 'with a second prediction', again);
    ids('EV5104', location, 'that the truth does not have', unknown);
  }
  ids('EV5103', truth.location, 'without a prediction', idsOf(truth.rows.filter(({ id }) => !predicted.has(id))));
  if (reference !== undefined)
    ids('EV5103', reference.location, 'without a prediction of the baseline', idsOf(truth.rows.filter(({ id }) => !references.has(id))));
  problems.check();
  for (const look of looks.items()) look();
  ordered.release();
  for (let row = ordered.next(); row !== undefined; row = ordered.next()) yield row;
}

function identityOf({ id, version, library }: ScoredMetric): SamplesHeader['metrics'][number] {
  return { id, version, ...(library !== undefined && { library }) };
}

function otherBackend(location: string, header: PredictionsHeader, first: Omit<Shard, 'rows'>): Problem {
  const identity = ({ backend }: PredictionsHeader): string => `${backend.name}, ${backend.digest}`;
  return {
    code: 'EV5101',
    location,
    message: `the backend is not the one of ${first.location}`,
    got: identity(header),
    expected: identity(first.header),
  };
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

/** At most ten of them, in order. */
function someOf(ids: readonly string[]): string {
  const shown = ids.toSorted().slice(0, 10);
  return shown.join(', ') + (ids.length > shown.length ? ` and ${ids.length - shown.length} more` : '');
}
