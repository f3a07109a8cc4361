/** What people type: bazel run //eval:cli -- --help */

import { typedPath } from '../io/arguments.ts';
import { runMain } from '../io/main.ts';
import { program } from './program.ts';
import { paintFor } from './text/paint.ts';

process.chdir(typedPath('.'));

// Whoever stopped reading (`| head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

export const main = await runMain(import.meta, (argv) => {
  const { stdout, stderr, exitCode } = program(argv, paintFor(process.stdout.isTTY, process.env['NO_COLOR']));
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return exitCode;
});
