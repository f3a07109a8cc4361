/** The program: which command is meant, its help, and what becomes of mistakes. */

import { formatProblems, InputError } from '../errors/errors.ts';
import { unknownWord } from '../io/arguments.ts';
import { blessCommand } from './bless/command.ts';
import type { Command } from './command.ts';
import { diffCommand } from './diff/command.ts';
import { explainCommand } from './explain/command.ts';
import { exportCommand } from './export/command.ts';
import { commandHelp, programHelp } from './help.ts';
import { lintCommand } from './lint/command.ts';
import { planCommand } from './plan/command.ts';
import type { Paint } from './text/paint.ts';
import { trendCommand } from './trend/command.ts';
import { verdictCommand } from './verdict/command.ts';
import { versionCommand } from './version.ts';

export const commands: readonly Command[] = [
  explainCommand,
  diffCommand,
  blessCommand,
  lintCommand,
  planCommand,
  trendCommand,
  verdictCommand,
  exportCommand,
  versionCommand,
];

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a command. Mistakes of whoever types are told on the standard error, with exit code 2. */
export function program(argv: readonly string[], paint: Paint): Printed {
  try {
    const [name, ...rest] = argv;
    if (name === undefined) return { stdout: '', stderr: programHelp(commands), exitCode: 2 };
    if (isHelp(name)) return { stdout: programHelp(commands), stderr: '', exitCode: 0 };
    const command = commandNamed(name === '--version' ? versionCommand.name : name);
    if (rest.some(isHelp)) return { stdout: commandHelp(command), stderr: '', exitCode: 0 };
    const { text, exitCode } = command.run(rest, paint);
    return { stdout: text, stderr: '', exitCode };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { stdout: '', stderr: `${formatProblems(error.problems)}\n`, exitCode: 2 };
  }
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function commandNamed(name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const names = commands.map((command) => command.name);
  throw unknownWord('command', name, names);
}
