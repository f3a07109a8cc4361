/** The scorecard on the command line: bazel run //eval:scorecard -- --help */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { typedPath } from '../../io/arguments.ts';
import { runMain } from '../../io/main.ts';
import { command } from './command.ts';

// Beside the built program; unbuilt it reads the sources.
const built = join(import.meta.dirname, 'policy');
const shipped = existsSync(built) ? built : join(import.meta.dirname, '../../../criteria');
process.chdir(typedPath('.'));

export const main = await runMain(import.meta, (argv) => {
  const { stdout, stderr, exitCode } = command(argv, shipped);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return exitCode;
});
