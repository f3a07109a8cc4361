/**
 * Fuzzing of every reader: valid inputs with a change or a few, each read or refused with a code, a place and a message.
 *
 *     ./bazelw run //tools/fuzz -- --count 10000
 *
 *     --seed 1        another seed makes other changes; equal ones make equal changes
 *     --count 1500    cases in all, shared out among the readers
 *     --only decide   one reader
 */
import { runMain } from '../../eval/io/main.ts';
import { optionsOf } from './arguments.ts';
import { fuzz } from './run.ts';

process.chdir(process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.');

await runMain(async (argv) => {
  const { text, findings } = await fuzz(optionsOf(argv));
  process.stdout.write(text);
  return findings === 0 ? 0 : 1;
});
