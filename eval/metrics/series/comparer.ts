import { InputError } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import type { Comparer } from '../comparison.ts';

/** Frames of the truth. */
export type SeriesCounts = Readonly<Record<'frames', number>>;

/** One number a frame on both sides. Another number of frames is refused: nobody knows which ones are missing. */
export const seriesComparer: Comparer<'series', SeriesCounts> = {
  compare(truth, prediction, location) {
    const [frames, predicted] = [truth.values.length, prediction.values.length];
    if (frames !== predicted) {
      const message = 'the prediction has another number of frames than the truth';
      throw new InputError({ code: 'EV5108', location, message, got: `${predicted}`, expected: `${frames}` });
    }
    return {
      outcome: 'scored',
      counts: { frames },
      truth: digestOf(truth.values),
      prediction: digestOf(prediction.values),
      pairs: { predicted: prediction.values, target: truth.values },
    };
  },
  compareFailed: (truth) => ({ outcome: 'scored', counts: { frames: truth.values.length }, truth: digestOf(truth.values), prediction: null }),
};
