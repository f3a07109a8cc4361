import * as z from 'zod';
import { rle } from '../../contracts/common.ts';

/** One foreground mask on the grid of the displayed picture. */
export const prediction = z.strictObject({ kind: z.literal('mask'), mask: rle });
/** `ignore`: pixels that nobody judged, such as VOC's border; what is predicted there is neither right nor wrong. */
export const truth = z.strictObject({ ...prediction.shape, ignore: rle.optional() });
export const imported = { mask: rle };
export type Mask = z.infer<typeof prediction>;
export type MaskTruth = z.infer<typeof truth>;
