/** The scorecard on the command line: bazel run //eval:scorecard -- --help */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runMain } from '../../io/main.ts';
import { command } from './command.ts';

// Beside the built program; unbuilt it reads the sources.
const built = join(import.meta.dirname, 'policy');
const shipped = existsSync(built) ? built : join(import.meta.dirname, '../../../criteria');
// `bazel run` starts programs in a folder of its own; paths are meant from where they were typed.
process.chdir(process.env['BUILD_WORKING_DIRECTORY'] ?? '.');

export const main = await runMain(import.meta, (argv) => {
  const { stdout, stderr, exitCode } = command(argv, shipped);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return exitCode;
});
