/**
 * Repairs a model whose external data was renamed; nothing ever does so by itself.
 *
 *     bazel run //eval/checkpoint/repair -- --model old.onnx --data new.onnx.data --out fixed.onnx
 *
 * The repaired model asks for the data under its present file name and must lie in its folder. With `--data-sha256` the data
 * must be exactly the file that somebody knows.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../../errors/errors.ts';
import { parseArguments, typedPath, wrongArgument } from '../../io/arguments.ts';
import { readBytes } from '../../io/files.ts';
import { runMain } from '../../io/main.ts';
import { run } from './run.ts';

process.chdir(typedPath('.'));

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { model: 'one', data: 'one', out: 'one', 'data-sha256': 'optional' });
  if (existsSync(args.out)) throw new InputError(wrongArgument(`--out ${args.out} exists, and nothing is overwritten`));
  if (dirname(resolve(args.out)) !== dirname(resolve(args.data))) {
    const message = '--out and --data are in different folders: the model would not find its data';
    throw new InputError(wrongArgument(message, { expected: `--out in ${dirname(args.data)}` }));
  }
  const { model, from, tensors, modelDigest, dataDigest } = run({
    model: { name: args.model, bytes: readBytes(args.model) },
    data: { name: basename(args.data), bytes: readBytes(args.data) },
    dataSha256: args['data-sha256'],
  });
  writeFileSync(args.out, model, { flag: 'wx' });
  const data = basename(args.data);
  process.stdout.write(
    `${args.out}: ${tensors} tensors looked for in ${data}, before in ${from}\n${modelDigest}  ${args.out}\n${dataDigest}  ${args.data}\n`,
  );
  if (args['data-sha256'] !== undefined) return;
  process.stdout.write('Data of another training run with the same layout would fit too: compare its SHA-256 with where it came from.\n');
});
