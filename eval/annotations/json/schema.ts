import { z } from 'zod';
import { json, name } from '../../contracts/common.ts';

/** Any other annotation: a value that the metrics of its type understand. */
const typed = { type: name, value: json };
export const truth = z.strictObject({ kind: z.literal('json'), ...typed });
export const prediction = truth;
export const imported = typed;
export type JsonAnnotation = z.infer<typeof truth>;

/** Both values, of a type that has metrics of whole slices; prediction null where the backend failed. */
export const observation = z.strictObject({ kind: z.literal('json'), type: name, truth: json, prediction: json });
export type JsonObservation = z.infer<typeof observation>;
