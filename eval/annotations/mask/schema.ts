import { z } from 'zod';
import { rle } from '../../contracts/common.ts';

/** One foreground mask on the grid of the displayed picture. */
export const truth = z.strictObject({ kind: z.literal('mask'), mask: rle });
export const prediction = truth;
export const imported = { mask: rle };
export type Mask = z.infer<typeof truth>;
