/** Help of the program and of its commands. */

import { columns, section } from '../report/text/layout.ts';
import type { Command, Description, Option } from './command.ts';

const program = 'bazel run //eval:cli --';
const programOptions = Object.entries({ '--help': 'this help, or that of a command', '--version': 'the same as `version`' });

export function programHelp(commands: readonly Command[]): string {
  const lines = [
    `usage: ${program} <command> …`,
    '',
    'Asks reports what they know, hands them to other programs, moves golden records, and checks promotion policies without running a model.',
    ...section('commands', columns(commands.map(({ name, summary }) => [name, summary]))),
    ...section('options', columns(programOptions)),
    '',
    'Relative paths are taken from where the command is typed. A report is named by its path: a report.json, or the',
    'folder that holds one. Colours are for terminals only, and not where NO_COLOR is set.',
  ];
  return `${lines.join('\n')}\n`;
}

export function commandHelp({ name, about, words, options, examples, exitCodes }: Description): string {
  const lines = [
    `usage: ${[program, name, ...words.map(wordUsage), ...Object.entries(options).map(optionUsage)].join(' ')}`,
    '',
    ...about,
    ...section('options', columns(Object.entries(options).map(([option, { about: what, ...own }]) => [optionName(option, own), what]))),
    ...section('examples', columns(examples.map(([line, what]) => [[name, line].filter((part) => part !== '').join(' '), what]))),
    ...section('exit codes', columns(exitCodes.map(([code, meaning]) => [String(code), meaning]))),
  ];
  return `${lines.join('\n')}\n`;
}

/** `<A>`, `<file>…` */
function wordUsage(word: string): string {
  const name = word.replace('…', '');
  return `<${name}>${word.slice(name.length)}`;
}

function optionUsage([name, option]: [string, Option]): string {
  const text = optionName(name, option);
  return option.needed ? text : `[${text}]`;
}

function optionName(name: string, { value }: Pick<Option, 'value'>): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}
