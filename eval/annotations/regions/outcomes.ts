/** Where a prediction of labelled regions errs. */

import type { Mask, Size } from '../../gallery/draw.ts';
import { type Outcome, type OutcomeMap, outcome, outcomeOf } from '../../gallery/outcomes.ts';
import type { RegionRole } from './schema.ts';

export interface RegionMasks {
  readonly truth: ReadonlyMap<string, Mask>;
  /** Null where the backend failed: it found nothing. */
  readonly prediction: ReadonlyMap<string, Mask> | null;
  readonly roles: ReadonlyMap<string, RegionRole>;
  readonly size: Size;
}

/**
 * Regions are compared as their metrics compare them. Of a weak one only what is not covered is missed, and only what
 * leaks into the surroundings is too much. Regions that truth or prediction say nothing about are not compared.
 */
export function compareRegions({ truth, prediction, roles, size }: RegionMasks): OutcomeMap {
  const surrounds = [...truth].filter(([name]) => roles.get(name) === 'surround').map(([, mask]) => mask);
  const compared = [...truth].flatMap(([name, mask]) => {
    const found = prediction === null ? { ...size, data: new Uint8Array(size.width * size.height) } : prediction.get(name);
    return found === undefined || roles.get(name) === 'surround' ? [] : [{ mask, found, weak: roles.get(name) === 'weak' }];
  });
  const data = Uint8Array.from({ length: size.width * size.height }, (_, i) => {
    const leaks = surrounds.some((mask) => mask.data[i] === 1);
    const seen = compared.map(({ mask, found, weak }): Outcome => {
      const pixel = outcomeOf(mask.data[i] === 1, found.data[i] === 1);
      return pixel === outcome.extra && weak && !leaks ? outcome.none : pixel;
    });
    return together(seen);
  });
  return { ...size, data };
}

/** The outcome of a pixel that several regions claim: errors before agreement. */
function together(seen: readonly Outcome[]): Outcome {
  const [missed, extra] = [seen.includes(outcome.missed), seen.includes(outcome.extra)];
  if (missed && extra) return outcome.confused;
  if (missed) return outcome.missed;
  if (extra) return outcome.extra;
  return seen.includes(outcome.agreed) ? outcome.agreed : outcome.none;
}
