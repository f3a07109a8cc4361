/** How two numbers of one metric compare, for everything that shows two models side by side. */
import * as z from 'zod';
import { finite } from './common.ts';

const side = z.enum(['a', 'b']);

export const versus = z.strictObject({
  /** By the values alone; null where one is missing, or where nobody knows which way is better. */
  better: z.enum(['a', 'b', 'tie']).nullable(),
  /** Bounds of the difference, with its sign; null without an interval. */
  low: finite.nullable(),
  high: finite.nullable(),
  /** `decisive`: the interval lies on one side of 0. `tie`: it reaches over 0, or the values are equal. `unknown`: there is no interval. */
  outcome: z.enum(['decisive', 'tie', 'unknown']).nullable(),
  /** The better one where the difference is decisive. */
  winner: side.nullable(),
});
export type Versus = z.infer<typeof versus>;

/** Two candidates over all numbers of whole corpora that could be compared. */
export const standing = z.strictObject({
  /** Better in some number decisively, and in none decisively worse. */
  winner: side.nullable(),
  /** In how many numbers each is decisively better. */
  a: z.int().nonnegative(),
  b: z.int().nonnegative(),
  ties: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
});
export type Standing = z.infer<typeof standing>;
