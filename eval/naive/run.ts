/** Makes the predictions of a naive baseline for a corpus, as rows of imported predictions. */

import type { ImportedRow } from '../backends/predictions.ts';
import type { InputRow, SliceRow, TruthRow } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { byText } from '../io/order.ts';
import type { LabelledSample } from './naive.ts';
import { baselines } from './table.ts';

export type Labelled = Pick<TruthRow, 'id' | 'truth'>;

export interface NaiveInput {
  readonly kind: string;
  /** What the kind declares, see its file. */
  readonly config: unknown;
  /** Written into every row; undefined: the rows are about whatever corpus is asked for. */
  readonly corpus: string | undefined;
  readonly truth: readonly Labelled[];
  readonly slices: readonly SliceRow[];
  /** Of all shards, or none where the kind does not read them. */
  readonly inputs: readonly InputRow[];
}

/** @throws InputError EV3011 no such kind, EV3012 its configuration, EV4012 the truth, EV4013 files of several corpora */
export function run({ kind, config, corpus, truth, slices, inputs }: NaiveInput): ImportedRow[] {
  const baseline = baselines.get(kind);
  if (baseline === undefined) {
    const message = `there is no naive baseline "${kind}"${nearestText(kind, baselines.keys())}`;
    throw new InputError({ code: 'EV3011', location: 'arguments', message, expected: [...baselines.keys()].join(', ') });
  }
  const samples = join(truth, slices, inputs);
  const answers = baseline.predict(samples, config);
  return samples.flatMap(({ id }) => {
    const answer = answers.get(id);
    return answer === undefined ? [] : [{ id, ...(corpus === undefined ? {} : { corpus }), ...answer }];
  });
}

/** Samples by id. @throws InputError EV4013 for a truth without slices: then its group is not known */
function join(truth: readonly Labelled[], slices: readonly SliceRow[], inputs: readonly InputRow[]): LabelledSample[] {
  const groups = new Map(slices.map(({ id, group }) => [id, group]));
  const inputById = new Map(inputs.map((input) => [input.id, input]));
  const unknown = truth.filter(({ id }) => !groups.has(id));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map(({ id }) => ({ code: 'EV4013' as const, location: id, message: 'the sample has a truth and no row of slices' })),
    );
  }
  return truth
    .map(({ id, truth: own }) => ({ id, truth: own, group: groups.get(id) ?? id, input: inputById.get(id) }))
    .sort((a, b) => byText(a.id, b.id));
}
