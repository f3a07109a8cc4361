/** What each kind of error costs, as metrics: a gate may say that confusing classes must not cost more than a point. */
import * as z from 'zod';
import type { Measured } from '../../../contracts/samples.ts';
import { prepareTide, type TideError, tideErrors } from '../tide.ts';
import type { Family, InstanceNumber } from './family.ts';

const parameters = z.strictObject({ convention: z.literal('tide').default('tide'), limit: z.int().min(1).max(10_000).default(100) });

const words: Readonly<Record<TideError, string>> = {
  class: 'detections of another class than the object under them',
  location: 'detections that lie too loosely on their object',
  both: 'detections of another class that lie loosely as well',
  duplicate: 'detections of an object that a better one found already',
  background: 'detections where there is no object',
  missed: 'objects that nothing was near',
};

const numbers: readonly InstanceNumber[] = tideErrors.map((error) => ({
  id: `tide_${error}`,
  title: `Cost of errors: ${error}`,
  summary: `How much AP50 would rise without ${words[error]} (TIDE).`,
  better: 'lower',
  of: 'whole',
}));

export const tideFamily: Family<z.infer<typeof parameters>> = {
  id: 'tide',
  version: 1,
  numbers,
  parameters,
  prepare(observed, { limit }) {
    const weighted = prepareTide(observed, limit);
    return (weights) => {
      const { ap50, errors } = weighted(weights);
      const whole = tideErrors.map((error): Measured => (ap50 === null ? { undefined: 'no class has an object' } : errors[error].cost));
      return { whole, of: () => numbers.map(() => ({ undefined: 'of all classes together' })) };
    };
  },
};
