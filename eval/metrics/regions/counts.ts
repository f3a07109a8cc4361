/**
 * Counts of labelled regions, in pixels. Their keys name role and region, so that metrics need no truth to know them:
 * `strong.wheel.truth`, `strong.wheel.prediction`, `strong.wheel.intersection`, `strong.wheel.in.sky`. The predicted ones are
 * missing where the prediction says nothing about the region, those of a surrounding where nobody labelled it.
 */
import type { RegionRole } from '../../contracts/corpus.ts';
import type { Measured } from '../../contracts/samples.ts';
import type { Counts } from '../comparison.ts';
import { quotient } from '../metric.ts';

/** Roles of regions that are predicted. */
export type PredictedRole = Exclude<RegionRole, 'surround'>;
export const predictedRoles = ['strong', 'weak', 'whole'] as const satisfies readonly PredictedRole[];

export interface Region {
  readonly role: PredictedRole;
  readonly name: string;
}

export function countKey({ role, name }: Region, what: 'truth' | 'prediction' | 'intersection' | `in.${string}`): string {
  return `${role}.${name}.${what}`;
}

/** The sample's regions of a role, in text order. */
export function regionsOf(counts: Counts, role: PredictedRole): Region[] {
  const found = Object.keys(counts).flatMap((key) => {
    const [ofRole, name, what, ...more] = key.split('.');
    return ofRole === role && name !== undefined && what === 'truth' && more.length === 0 ? [name] : [];
  });
  return found.sort().map((name) => ({ role, name }));
}

/** The sample's region of that name, if it is labelled with one of the roles. */
export function regionNamed(counts: Counts, name: string, roles: readonly PredictedRole[]): Region | undefined {
  return roles.map((role) => ({ role, name })).find((region) => Object.hasOwn(counts, countKey(region, 'truth')));
}

/** |P and T| / |P or T|; a region that the prediction lacks is a miss. Both empty: undefined. */
export function iou(counts: Counts, region: Region): Measured {
  const { truth, prediction, intersection } = pixels(counts, region);
  return quotient(intersection, truth + prediction - intersection, `${region.name} is empty in truth and prediction`);
}

/** |P and T| / |T|; a region that the prediction lacks is a miss. */
export function coverage(counts: Counts, region: Region): Measured {
  const { truth, intersection } = pixels(counts, region);
  return quotient(intersection, truth, `${region.name} is empty in the truth`);
}

/** (|T| - |P and T|) / |T|. */
export function missed(counts: Counts, region: Region): Measured {
  const { truth, intersection } = pixels(counts, region);
  return quotient(truth - intersection, truth, `${region.name} is empty in the truth`);
}

/** |P and S| / |P| for a surrounding S. Nothing predicted leaks nothing, which is no merit: undefined. */
export function leakage(counts: Counts, region: Region, surround: string): Measured {
  const prediction = counts[countKey(region, 'prediction')];
  if (prediction === undefined) return { undefined: `the prediction lacks ${region.name}` };
  const within = counts[countKey(region, `in.${surround}`)];
  if (within === undefined) return { undefined: `${surround} is not labelled` };
  return quotient(within, prediction, `${region.name} is empty in the prediction`);
}

function pixels(counts: Counts, region: Region): Record<'truth' | 'prediction' | 'intersection', number> {
  const of = (what: 'truth' | 'prediction' | 'intersection'): number => counts[countKey(region, what)] ?? 0;
  return { truth: of('truth'), prediction: of('prediction'), intersection: of('intersection') };
}
