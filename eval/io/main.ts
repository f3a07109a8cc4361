/** What every stage's main.ts shares: exit codes. 0 computed, 1 the verdict is not a pass (tests and commands only),
 * 2 the input is wrong, 3 our bug. */
import { formatProblems, InputError } from '../errors/errors.ts';
import { allOrNothing } from './files.ts';
import { traced } from './trace.ts';

// biome-ignore lint/suspicious/noConfusingVoidType: most programs return nothing
type ExitCode = number | void;

export type Program = (argv: readonly string[]) => Promise<ExitCode> | ExitCode;

/**
 * Runs a program where its module is the one that was started; returning a number sets the exit code. One that fails leaves no output.
 * @param module `import.meta`
 * @param usage what `--help` prints, for programs that people start themselves
 * @returns the program, for whoever imports the module to run it in a process that goes on
 */
export async function runMain({ main }: Pick<ImportMeta, 'main'>, program: Program, usage?: string): Promise<Program> {
  if (!main) return program;
  if (usage !== undefined && process.argv.includes('--help')) {
    process.stdout.write(usage);
    return program;
  }
  setOptions(process.env['MODEL_EVAL_V8_OPTIONS']);
  try {
    process.exitCode = (await allOrNothing(() => program(process.argv.slice(2)))) ?? 0;
  } catch (error) {
    if (error instanceof InputError) {
      process.stderr.write(`${formatProblems(error.problems)}\n`);
      process.exitCode = 2;
    } else {
      process.stderr.write(
        `internal error, please report it with the digests of the inputs\n${traced((error as Error).stack ?? String(error), import.meta.url)}\n`,
      );
      process.exitCode = 3;
    }
  }
  return program;
}

/** Options of V8 that Node.js would start slower with, see node_program in tools/typescript.bzl. */
function setOptions(options: string | undefined): void {
  if (options !== undefined) process.getBuiltinModule('node:v8').setFlagsFromString(options);
}
