/** Checks a checkpoint's files against each other and against its pin, and writes checkpoint.json. */
import { checkpoint } from '../contracts/checkpoint.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { run } from './run.ts';

await runMain((argv) => {
  const args = parseArguments(argv, { model: 'one', 'model-name': 'one', data: 'map', sha256: 'optional', out: 'one' });
  if (args.sha256 !== undefined && !/^[0-9a-f]{64}$/.test(args.sha256)) {
    throw new InputError({
      code: 'EV9001',
      place: 'arguments',
      message: '--sha256 is no SHA-256',
      got: args.sha256,
      expected: '64 hexadecimal digits in lower case',
    });
  }
  const data = new Map([...args.data].map(([name, path]) => [name, readBytes(path)]));
  writeJson(args.out, checkpoint, run({ name: args['model-name'], model: readBytes(args.model), data, pinned: args.sha256 }));
});
