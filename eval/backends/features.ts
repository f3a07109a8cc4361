/** Features of a sample, found by name. */

import type { FeaturesInput, InputRow } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { Sample } from './backend.ts';

/** @throws InputError EV3020 for a sample without features */
export function featuresOf(sample: Sample | InputRow): FeaturesInput {
  if (sample.kind === 'features') return sample;
  throw new InputError({ code: 'EV3020', location: sample.id, message: 'features are read here', got: sample.kind, expected: 'features' });
}

/**
 * The wanted features in the wanted order, one row a frame.
 * @throws InputError EV3027 for every feature that the sample does not have
 */
export function select({ id, names, rows }: FeaturesInput, features: readonly string[]): number[][] {
  const missing = features.filter((feature) => !names.includes(feature));
  if (missing.length > 0) {
    throw new InputError(
      missing.map((feature) => {
        const message = `the sample has no feature "${feature}"${nearestText(feature, names)}`;
        return { code: 'EV3027' as const, location: id, message, expected: names.join(', ') };
      }),
    );
  }
  const columns = features.map((feature) => names.indexOf(feature));
  return rows.map((row) => columns.map((column) => row[column] as number));
}
