import * as z from 'zod';
import { finite, regionName } from '../contracts/common.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { toText } from '../masks/runs.ts';
import { shareBoxToRuns } from '../masks/shares.ts';
import { type Answer, defineNaive, type LabelledSample, unusableTruth } from './naive.ts';

const share = finite.min(0).max(1);

/** Left, top, width and height of each region as shares of the picture. */
const configuration = z.strictObject({ boxes: z.record(regionName, z.tuple([share, share, share, share])) });

/** Declared boxes: the same answer for every sample, made of nobody's truth. */
export const template = defineNaive(configuration, (samples, { boxes }) => {
  checkNames(samples, Object.keys(boxes));
  return new Map(samples.map((sample) => [sample.id, answerOf(sample, boxes)]));
});

/** @throws InputError EV3012 for a box of a region that no sample has */
function checkNames(samples: readonly LabelledSample[], names: readonly string[]): void {
  const known = new Set(samples.flatMap(({ truth }) => (truth.kind === 'regions' ? Object.keys(truth.regions) : [])));
  const unknown = names.filter((name) => !known.has(name));
  if (known.size === 0 || unknown.length === 0) return;
  throw new InputError(
    unknown.map((name) => {
      const message = `boxes.${name}: no sample has such a region${nearestText(name, known)}`;
      return { code: 'EV3012' as const, location: 'configuration', message, expected: [...known].sort().join(', ') };
    }),
  );
}

function answerOf(sample: LabelledSample, boxes: z.infer<typeof configuration>['boxes']): Answer {
  // Of the sample's own truth only the grid is known, which the corpus declares.
  const grid = sample.truth.kind === 'regions' ? Object.values(sample.truth.regions)[0]?.mask.size : undefined;
  if (grid === undefined) throw unusableTruth('template', sample, 'regions');
  const regions = Object.entries(boxes).map(([name, [x, y, w, h]]) => [name, toText(shareBoxToRuns({ x, y, w, h }, grid[0], grid[1]))]);
  return { regions: Object.fromEntries(regions) };
}
