/** run.json: what a report cannot say about itself, since it has no clock and knows no names of models. */
import * as z from 'zod';
import { digest, fileOf, name } from './common.ts';

export const runRecord = fileOf('run', {
  /** What people call the model. */
  model: name,
  /** As whoever asked for the run called the data. */
  dataset: z.string().min(1),
  /** UTC: when the result was there. */
  finished: z.iso.datetime(),
  /** Of report.json as a value: the two belong together. */
  report: digest,
});
export type RunRecord = z.infer<typeof runRecord>;
