/** How a command on a store ends: what it says, and the exit code. 0 done, 1 refused, 2 usage or malformed input, 4 the store. */
import { formatProblems, type Problem } from '../errors/errors.ts';
import { StoreError } from './store/error.ts';

export interface Outcome {
  readonly exitCode: 0 | 1 | 4;
  /** Lines for the terminal; on 0 for standard output, else for standard error. */
  readonly text: string;
}

export function done(lines: readonly string[]): Outcome {
  return { exitCode: 0, text: `${lines.join('\n')}\n` };
}

export function refused(head: string, problems: readonly Problem[]): Outcome {
  return { exitCode: 1, text: `${head}\n${formatProblems(problems)}\n` };
}

/** Runs a command; what is wrong with the store, or with the disk it is on, becomes exit code 4. */
export function outcomeOf(command: () => Outcome): Outcome {
  try {
    return command();
  } catch (error) {
    if (error instanceof StoreError) return { exitCode: 4, text: `${formatProblems(error.problems)}\n` };
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    return { exitCode: 4, text: `${formatProblems([{ code: 'EV7027', location: 'store', message: `${syscall}: ${code}` }])}\n` };
  }
}
