/** What the comparison of one sample sees of each labelled region, in pixels, and the shares that follow. */
import type { Measured } from '../../contracts/samples.ts';
import { quotient } from '../metric.ts';
import type { RegionRole } from './schema.ts';

/** Roles of regions that are predicted. */
export type PredictedRole = Exclude<RegionRole, 'surround'>;
export const predictedRoles = ['strong', 'weak', 'whole'] as const satisfies readonly PredictedRole[];

export interface SeenRegion {
  readonly name: string;
  readonly role: PredictedRole;
  readonly truth: number;
  /** Undefined where the prediction says nothing about the region. */
  readonly prediction: number | undefined;
  readonly intersection: number;
  /** Surroundings that the sample has. */
  readonly surrounds: readonly string[];
  /** How much of the prediction lies in each of them; empty where there is none. */
  readonly within: ReadonlyMap<string, number>;
}

/** A region that the prediction lacks is a miss in each of them but leakage. */
export const shares = {
  /** |P and T| / |P or T|. Both empty: undefined. */
  iou: ({ name, truth, prediction = 0, intersection }: SeenRegion): Measured =>
    quotient(intersection, truth + prediction - intersection, `${name} is empty in truth and prediction`),
  /** |P and T| / |T| */
  coverage: ({ name, truth, intersection }: SeenRegion): Measured => quotient(intersection, truth, `${name} is empty in the truth`),
  /** (|T| - |P and T|) / |T| */
  missed: ({ name, truth, intersection }: SeenRegion): Measured => quotient(truth - intersection, truth, `${name} is empty in the truth`),
};

/** |P and S| / |P| for a surrounding S. Nothing predicted leaks nothing, which is no merit: undefined. */
export function leakage({ name, prediction, within }: SeenRegion, surround: string): Measured {
  if (prediction === undefined) return { undefined: `the prediction lacks ${name}` };
  const leaked = within.get(surround);
  if (leaked === undefined) return { undefined: `${surround} is not labelled` };
  return quotient(leaked, prediction, `${name} is empty in the prediction`);
}
