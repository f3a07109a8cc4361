import * as z from 'zod';
import { finite } from '../../contracts/common.ts';

/** One number a frame. */
const values = z.array(finite).min(1);
export const truth = z.strictObject({ kind: z.literal('series'), values });
export const prediction = truth;
export const imported = { values };

/** What correlations and errors are computed from: one pair a frame. */
export const observation = z.strictObject({ kind: z.literal('series'), predicted: z.array(finite), target: z.array(finite) });
export type SeriesObservation = z.infer<typeof observation>;
export type Series = z.infer<typeof truth>;
