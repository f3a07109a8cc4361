/** Checks a checkpoint's files against each other and against its pin, and writes checkpoint.json. */
import { checkpoint } from '../contracts/checkpoint.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments, wrongArgument } from '../io/arguments.ts';
import { readBytes, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { model: 'one', 'model-name': 'one', data: 'map', sha256: 'optional', 'data-sha256': 'map', out: 'one' });
  const pins = new Map([...args['data-sha256'], ...(args.sha256 === undefined ? [] : [[args['model-name'], args.sha256] as const])]);
  for (const [name, pin] of pins) {
    if (/^[0-9a-f]{64}$/.test(pin)) continue;
    throw new InputError(wrongArgument(`the pin of ${name} is no SHA-256`, { got: pin, expected: '64 hexadecimal digits in lower case' }));
  }
  const data = new Map([...args.data].map(([name, path]) => [name, readBytes(path)]));
  const files = { name: args['model-name'], model: readBytes(args.model), data };
  writeJson(args.out, checkpoint, run({ ...files, pinned: args.sha256, pinnedData: args['data-sha256'] }));
});
