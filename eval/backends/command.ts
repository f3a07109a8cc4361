/** A program of the user's: it is asked once for all samples, and its answer is read as predictions made elsewhere are. */
import * as z from 'zod';
import { json } from '../contracts/common.ts';
import type { Backend } from './backend.ts';
import { predictions } from './predictions.ts';

const configuration = z.strictObject({
  args: z.array(z.string()).default([]),
  /** Handed on as it is: what it means is the program's business. */
  config: z.record(z.string(), json).default({}),
  pictures: z.enum(['file', 'ppm']).default('file'),
});
export type CommandConfiguration = z.infer<typeof configuration>;

/** Name of the response in messages. */
const response = 'response.ndjson';

export const command: Backend<CommandConfiguration, 'command'> = {
  kind: 'command',
  source: 'command',
  configuration,
  async open({ args, config, pictures }, program, task) {
    const text = await program.answer({ ...task, config, args, pictures });
    return predictions.open({}, { kind: 'imported', files: [{ location: response, text }] }, task);
  },
};
