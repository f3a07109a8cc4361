/** What every stage's main.ts shares: exit codes. 0 computed, 1 the verdict is not a pass (tests and commands only),
 * 2 the input is wrong, 3 our bug. */
import { formatProblems, InputError } from '../errors/errors.ts';
import { allOrNothing } from './files.ts';

// biome-ignore lint/suspicious/noConfusingVoidType: most programs return nothing
type ExitCode = number | void;

/**
 * Runs a program; returning a number sets the exit code. One that fails leaves no output.
 * @param usage what `--help` prints, for programs that people start themselves
 */
export async function runMain(program: (argv: readonly string[]) => Promise<ExitCode> | ExitCode, usage?: string): Promise<void> {
  if (usage !== undefined && process.argv.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  try {
    process.exitCode = (await allOrNothing(() => program(process.argv.slice(2)))) ?? 0;
  } catch (error) {
    if (error instanceof InputError) {
      process.stderr.write(`${formatProblems(error.problems)}\n`);
      process.exitCode = 2;
    } else {
      process.stderr.write(`internal error, please report it with the digests of the inputs\n${(error as Error).stack ?? String(error)}\n`);
      process.exitCode = 3;
    }
  }
}
