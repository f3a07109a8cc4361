/** A program of the user's: it is asked once for all samples, and its answer is read as predictions made elsewhere are. */
import { z } from 'zod';
import { json } from '../contracts/common.ts';
import type { CommandBackend } from './backend.ts';
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

export const command: CommandBackend<CommandConfiguration> = {
  kind: 'command',
  source: 'command',
  configuration,
  async open({ args, config, pictures }, program, corpus, samples) {
    const text = await program.answer({ corpus, config, args, pictures, samples });
    return predictions.open({}, { files: [{ location: response, text }], corpus, samples });
  },
};
