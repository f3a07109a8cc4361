/** Files that users write and that are no source of a corpus. */
import * as z from 'zod';
import { digest } from './common.ts';

/** What a model was trained on: content hashes of pictures and names of groups (lineage roots, pieces). */
export const trainingList = z.strictObject({ schema: z.literal(1), images: z.array(digest), groups: z.array(z.string()) });
export type TrainingList = z.infer<typeof trainingList>;
