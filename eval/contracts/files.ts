/** Lists of declared inputs that Starlark writes at analysis time: paths are the action's, keys are stable names. */
import { z } from 'zod';
import { digest } from './common.ts';

const file = z.strictObject({ key: z.string().min(1), path: z.string().min(1) });

/** infer's and the gallery's list of pictures. */
export const imageFiles = z.strictObject({ images: z.array(file) });
export type ImageFiles = z.infer<typeof imageFiles>;

/** What a model was trained on: content hashes of pictures and names of groups (lineage roots, pieces). */
export const trainingList = z.strictObject({ schema: z.literal(1), images: z.array(digest), groups: z.array(z.string()) });
export type TrainingList = z.infer<typeof trainingList>;
