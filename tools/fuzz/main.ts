/**
 * Fuzzing of every reader: valid inputs with a change or a few, each read or refused with a code, a place and a message.
 *
 *     ./bazelw run //tools/fuzz -- --seed 1
 *
 *     --seed 1        another seed makes other changes; equal ones make equal changes
 *     --count 10000   cases in all, shared out among the readers
 *     --only decide   one reader, with the cases that it would have among all
 */
import { runMain } from '../../eval/io/main.ts';
import { optionsOf } from './arguments.ts';
import { fuzz } from './run.ts';

export const main = await runMain(import.meta, async (argv) => {
  const options = optionsOf(argv);
  process.stdout.write(`seed ${options.seed}\n`);
  const { text, findings } = await fuzz(options);
  process.stdout.write(text);
  return findings === 0 ? 0 : 1;
});
