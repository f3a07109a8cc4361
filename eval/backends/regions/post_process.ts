/** Steps after the model that a variant declares. They see predictions only. */
import * as z from 'zod';
import { finite, regionName } from '../../contracts/common.ts';
import { area, difference, intersectionArea, type Runs } from '../../masks/runs.ts';

/** Takes the predicted occluder out of the predicted region; nothing happens where one of them is not predicted. */
export const clip = z.strictObject({ region: regionName, occluder: regionName });

/**
 * Takes a predicted region back where it covers less than a share of another predicted one: then nothing is said about it,
 * and it is missing. (An empty mask would say that there is nothing, and hide what leaked.)
 */
export const minimumCoverage = z.strictObject({ region: regionName, of: regionName, share: finite.gt(0).max(1) });

export interface Steps {
  readonly clips: readonly z.infer<typeof clip>[];
  readonly minimum_coverage: readonly z.infer<typeof minimumCoverage>[];
}

/** Predicted masks on one grid, by region. */
export type Regions = ReadonlyMap<string, Runs>;

/** @example a clip {region: 'handle', occluder: 'hand'} removes from `handle` what `hand` has too */
export function applySteps(predicted: Regions, { clips, minimum_coverage }: Steps): Regions {
  const regions = new Map(predicted);
  for (const { region, occluder } of clips) {
    const [mask, over] = [regions.get(region), predicted.get(occluder)];
    if (mask !== undefined && over !== undefined) regions.set(region, difference(mask, over));
  }
  const covering = new Map(regions);
  for (const { region, of, share } of minimum_coverage) {
    const [mask, whole] = [covering.get(region), covering.get(of)];
    if (mask !== undefined && whole !== undefined && intersectionArea(mask, whole) < share * area(whole)) regions.delete(region);
  }
  return regions;
}
