import * as z from 'zod';
import { featuresOf, select } from '../backends/features.ts';
import type { FeaturesInput } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { leastSquares, type Plane, valueAt } from './least_squares.ts';
import { type Answer, defineNaive, type LabelledSample, unusableTruth } from './naive.ts';

/**
 * A number a frame from the least-squares plane through the frames of all other groups. In closed form,
 * so that no training budget has a part in it: a network that does not beat it has learnt nothing that a plane lacks. Values
 * are not cut off at the ends of the target's range.
 */
export const linear = defineNaive(z.strictObject({}), (samples) => {
  const clips = samples.map(clipOf);
  const features = clips[0]?.input.names ?? [];
  const rows = new Map(clips.map(({ input }) => [input.id, select(input, features)]));
  const planes = new Map<string, Plane | null>();
  return new Map(
    samples.map(({ id, group }): [string, Answer] => {
      const plane = planes.get(group) ?? planeWithout(group);
      planes.set(group, plane);
      if (plane === null) return [id, { failed: 'there is no other group to fit to' }];
      return [id, { values: rowsOf(id).map((row) => valueAt(plane, row)) }];
    }),
  );

  function planeWithout(group: string): Plane | null {
    const others = clips.filter((clip) => clip.group !== group);
    if (others.length === 0) return null;
    return leastSquares(
      others.flatMap(({ input }) => rowsOf(input.id)),
      others.flatMap(({ targets }) => targets),
    );
  }

  function rowsOf(id: string): number[][] {
    return rows.get(id) ?? [];
  }
});

interface Clip {
  readonly group: string;
  readonly input: FeaturesInput;
  readonly targets: readonly number[];
}

/** @throws InputError EV3020 a sample without features, EV4012 one without a target for each frame */
function clipOf(sample: LabelledSample): Clip {
  const { id, group, truth } = sample;
  const input = featuresOf(sample.input ?? { kind: 'absent', id });
  if (truth.kind !== 'series') throw unusableTruth('linear', sample, 'series');
  if (truth.values.length !== input.rows.length) {
    const message = 'the sample has another number of targets than of frames';
    throw new InputError({ code: 'EV4012', location: id, message, got: `${truth.values.length} targets`, expected: `${input.rows.length}` });
  }
  return { group, input, targets: truth.values };
}
