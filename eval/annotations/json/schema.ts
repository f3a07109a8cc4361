import { z } from 'zod';
import { json, name } from '../../contracts/common.ts';

/** Any other annotation: a value that the metrics of its type understand. */
const typed = { type: name, value: json };
export const truth = z.strictObject({ kind: z.literal('json'), ...typed });
export const prediction = truth;
export const imported = typed;
export type JsonAnnotation = z.infer<typeof truth>;
