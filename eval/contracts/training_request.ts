/** training_request.json: what the operator's program is asked when a model shall be trained. */
import * as z from 'zod';
import { fileOf, name } from './common.ts';
import { trainRequest } from './service.ts';

export const trainingRequest = fileOf('training_request', {
  model: name,
  ...trainRequest.pick({ task: true, config: true }).shape,
  /** Path of a dataset.yaml, or the name of a declared dataset. */
  dataset: z.string(),
  /** An empty folder; the program leaves one .onnx or .pt in it. */
  output: z.string(),
});
