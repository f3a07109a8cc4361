/**
 * Parity: how far two backends predict the same on a sample, whatever the truth is. A model in another runtime, or an export of other
 * precision, is held against its original by it. Each kind of annotation has its own; all are from 0 to 1, and 1 is the same.
 */
import { InputError } from '../errors/errors.ts';
import type { ParityMetric } from './metric.ts';
import type { Kind, Prediction } from './schema.ts';

type Row<K extends Kind> = Pick<ParityMetric, 'id' | 'title' | 'summary'> & {
  agree(prediction: PredictionOf<K>, reference: PredictionOf<K>): number;
};
type PredictionOf<K extends Kind> = Extract<Prediction, { readonly kind: K }>;

export function defineParity<K extends Kind>(truthKind: K, rows: readonly Row<K>[]): ParityMetric[] {
  return rows.map(({ id, title, summary, agree }) => ({
    kind: 'parity',
    truthKind,
    id,
    version: 1,
    title,
    summary: `${summary} Of candidate and baseline, sample by sample; 0 where only one of them has a prediction.`,
    unit: 'ratio',
    range: [0, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'both backends failed, or the backend is the baseline itself',
    measure(prediction, reference, location) {
      if (prediction === null && reference === null) return { undefined: 'both backends failed' };
      if (prediction === null || reference === null) return 0;
      if (prediction.kind !== truthKind || reference.kind !== truthKind) {
        const message = 'the two predictions are of different kinds';
        throw new InputError({ code: 'EV5107', location, message, got: `${prediction.kind} and ${reference.kind}`, expected: truthKind });
      }
      return agree(prediction as PredictionOf<K>, reference as PredictionOf<K>);
    },
  }));
}
