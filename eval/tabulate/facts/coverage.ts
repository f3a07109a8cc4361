/** Samples that say nothing about a backend. */
import type { Evaluation } from '../evaluation.ts';
import { at, scoresOf } from '../evaluation.ts';
import type { FactBody } from './fact.ts';
import { share } from './fact.ts';

/** Failed, or without a value of the primary metric; a correct rejection is an answer, left out of means or not. */
export function unscoredShare({ backends, corpora, metrics }: Evaluation): FactBody[] {
  const primary = metrics.findIndex(({ secondary }) => !secondary);
  return backends.flatMap((backend) =>
    corpora.map((corpus) => {
      const { rows, columns } = scoresOf(backend, corpus);
      const isUndefined = (i: number): boolean => primary >= 0 && !at(at(columns, primary).counts, i);
      const unscored = rows.filter(({ status, outcome }, i) => status === 'failed' || (outcome !== 'correct_rejection' && isUndefined(i)));
      const subject = { corpus: corpus.name, backend: backend.identity.name };
      return share(
        subject,
        unscored.map(({ id }) => id),
        rows.length,
        'samples failed or have no value',
        'the corpus is empty',
      );
    }),
  );
}
