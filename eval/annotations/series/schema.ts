import { z } from 'zod';
import { finite } from '../../contracts/common.ts';

/** One number a frame. */
const values = z.array(finite).min(1);
export const truth = z.strictObject({ kind: z.literal('series'), values });
export const prediction = truth;
export const imported = { values };
export type Series = z.infer<typeof truth>;
