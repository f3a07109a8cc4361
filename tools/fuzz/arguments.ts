import { InputError } from '../../eval/errors/errors.ts';
import { nearestText } from '../../eval/errors/nearest.ts';
import { parseArguments, wrongArgument } from '../../eval/io/arguments.ts';
import { readers } from './readers/table.ts';
import type { Options } from './run.ts';

/** @throws InputError EV9001 */
export function optionsOf(argv: readonly string[]): Options {
  const args = parseArguments(argv, { seed: 'optional', count: 'optional', only: 'optional' });
  const wholeNumber = (name: 'seed' | 'count', usual: number): number => {
    const text = args[name] ?? String(usual);
    if (!/^\d{1,9}$/.test(text)) throw new InputError(wrongArgument(`--${name} ${text}: expected a whole number`));
    return Number(text);
  };
  const { only } = args;
  const names = readers.map(({ name }) => name);
  if (only !== undefined && !names.includes(only)) {
    throw new InputError(wrongArgument(`--only ${only}: there is no such reader${nearestText(only, names)}; there are ${names.join(', ')}`));
  }
  return { seed: wholeNumber('seed', 1), count: wholeNumber('count', 10_000), only };
}
