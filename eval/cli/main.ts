/** What people type: bazel run //eval:cli -- --help */
import { runMain } from '../io/main.ts';
import { program } from './program.ts';
import { paintFor } from './text/paint.ts';

// `bazel run` starts programs in a folder of its own; paths are meant from where they were typed.
process.chdir(process.env['BUILD_WORKING_DIRECTORY'] ?? '.');

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
