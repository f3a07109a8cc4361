import { InputError } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import type { Annotation } from '../annotation.ts';
import { seriesParity } from './parity.ts';
import type { Series } from './schema.ts';
import { seriesMetrics } from './table.ts';

type Shape = { truth: Series; prediction: Series; imported: Pick<Series, 'values'>; observed: null };

/** One number a frame on both sides. Another number of frames is refused: nobody knows which ones are missing. */
export const series: Annotation<Shape> = {
  kind: 'series',
  importedKey: 'values',
  metrics: [...seriesMetrics, ...seriesParity],
  predictionOf: ({ values }) => ({ kind: 'series', values }),
  digest: ({ values }) => digestOf(values),
  compare(truth, prediction, location) {
    if (prediction === null) return { outcome: 'scored', observed: null, prediction: null };
    const [frames, predicted] = [truth.values.length, prediction.values.length];
    if (frames !== predicted) {
      const message = 'the prediction has another number of frames than the truth';
      throw new InputError({ code: 'EV5108', location, message, got: `${predicted}`, expected: `${frames}` });
    }
    return {
      outcome: 'scored',
      observed: null,
      prediction: digestOf(prediction.values),
      observation: { kind: 'series', predicted: prediction.values, target: truth.values },
    };
  },
};
