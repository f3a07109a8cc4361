/** Things that ought to vary from sample to sample: predictions, truths, values. */
import { isDefined } from '../columns.ts';
import type { Evaluation } from '../evaluation.ts';
import { at, scoresOf } from '../evaluation.ts';
import type { FactBody } from './fact.ts';
import { mostFrequent, notMeasured, share } from './fact.ts';

export function samePrediction({ backends, corpora }: Evaluation): FactBody[] {
  return backends.flatMap((backend) =>
    corpora.map((corpus) => {
      const predicted = scoresOf(backend, corpus).rows.flatMap(({ id, prediction }) => (prediction === null ? [] : [{ id, key: prediction }]));
      const subject = { corpus: corpus.name, backend: backend.identity.name };
      return share(subject, mostFrequent(predicted), predicted.length, 'predictions are one and the same', 'no sample has a prediction');
    }),
  );
}

/** Every backend was scored against the same truth, so the candidate's rows tell it. */
export function sameTruth({ candidate, corpora }: Evaluation): FactBody[] {
  return corpora.map((corpus) => {
    const truths = scoresOf(candidate, corpus).rows.map(({ id, truth }) => ({ id, key: truth }));
    return share({ corpus: corpus.name }, mostFrequent(truths), truths.length, 'ground truths are one and the same', 'the corpus is empty');
  });
}

/** Of the primary metric: the first that is not secondary. */
export function noSpread({ backends, corpora, metrics }: Evaluation): FactBody[] {
  const primary = metrics.findIndex(({ secondary }) => !secondary);
  if (primary < 0) return [notMeasured({}, 'there is no primary metric')];
  return backends.flatMap((backend) =>
    corpora.map((corpus) => {
      const { rows, columns, leftOut } = scoresOf(backend, corpus);
      const column = at(columns, primary);
      const defined = rows.flatMap(({ id }, i) => (leftOut[i] || !isDefined(column, i) ? [] : [{ id, key: `${column.values[i] as number}` }]));
      const subject = { corpus: corpus.name, backend: backend.identity.name, metric: column.metric.id };
      return share(subject, mostFrequent(defined), defined.length, 'values are one and the same', 'no value is defined');
    }),
  );
}
