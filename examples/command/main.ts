/** The program of a command_backend, in TypeScript: it decodes the pictures itself. */
import * as z from 'zod';
import { commandRequest } from '../../eval/contracts/command.ts';
import { decodeRgb } from '../../eval/image/decode.ts';
import { parseArguments } from '../../eval/io/arguments.ts';
import { readBytes, readJson } from '../../eval/io/files.ts';
import { validate } from '../../eval/io/issues.ts';
import { runMain } from '../../eval/io/main.ts';
import { writeRows } from '../../eval/io/ndjson.ts';
import { encodeMask, toText } from '../../eval/masks/runs.ts';
import { foreground } from './contrast.ts';

const configuration = z.strictObject({ contrast: z.int().nonnegative().default(40) });

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, { request: 'one', response: 'one' });
  const { config, samples } = readJson(args.request, commandRequest);
  const { contrast } = validate(configuration, config, args.request);
  const rows: unknown[] = [];
  for (const sample of samples) {
    const { id } = sample;
    if (sample.kind !== 'image') rows.push({ id, failed: `the sample is no picture but ${sample.kind}` });
    else {
      const picture = await decodeRgb(readBytes(sample.image), id);
      rows.push({ id, mask: toText(encodeMask(foreground(picture, contrast), picture.height, picture.width)) });
    }
  }
  writeRows(args.response, rows);
});
