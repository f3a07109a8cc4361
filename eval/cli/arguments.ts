/** What people type: words in any order, `--name value` or `--name=value`, and switches that stand alone. */

import { InputError } from '../errors/errors.ts';
import { nearest } from '../errors/nearest.ts';

export interface Option {
  /** What stands for the value in the usage: `PATH`. A switch has none. */
  readonly value?: string;
  readonly needed?: true;
  readonly about: string;
}

export interface Syntax<O extends Readonly<Record<string, Option>>> {
  /** Names of the words without a flag; `FILE…` may be repeated and must be the last. */
  readonly words: readonly string[];
  readonly options: O;
}

export interface Given<O extends Readonly<Record<string, Option>>> {
  readonly words: readonly string[];
  readonly options: { readonly [N in keyof O]: OptionValue<O[N]> };
}

type OptionValue<O extends Option> = O extends { readonly value: string }
  ? O extends { readonly needed: true }
    ? string
    : string | undefined
  : boolean;

/** @throws InputError EV9001 naming everything that is wrong */
export function parse<const O extends Readonly<Record<string, Option>>>(argv: readonly string[], syntax: Syntax<O>): Given<O> {
  const problems: string[] = [];
  const words: string[] = [];
  const values = new Map<string, string | true>();
  const waiting = [...argv];
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (word === '--') words.push(...waiting.splice(0));
    else if (!word.startsWith('--')) words.push(word);
    else problems.push(...take(word, waiting, syntax.options, values));
  }
  problems.push(...wordProblems(words, syntax.words));
  for (const [name, { needed }] of Object.entries(syntax.options)) if (needed && !values.has(name)) problems.push(`--${name} is needed`);
  if (problems.length > 0) throw new InputError(problems.map((message) => ({ code: 'EV9001', location: 'arguments', message })));
  const options = Object.entries(syntax.options).map(([name, { value }]) => [name, values.get(name) ?? (value === undefined ? false : undefined)]);
  return { words, options: Object.fromEntries(options) };
}

/** Takes an option, with its value from the words that follow; what is wrong with it. */
function take(word: string, waiting: string[], known: Readonly<Record<string, Option>>, values: Map<string, string | true>): string[] {
  const [, name = '', , inline] = /^--([^=]*)(=(.*))?$/s.exec(word) ?? [];
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (option === undefined) {
    const near = nearest(name, Object.keys(known));
    return [`there is no option --${name}${near === undefined ? '' : ` (nearest: --${near})`}`];
  }
  if (values.has(name)) return [`--${name} is given twice`];
  if (option.value === undefined) {
    values.set(name, true);
    return inline === undefined ? [] : [`--${name} takes no value`];
  }
  const value = inline ?? (waiting[0]?.startsWith('--') === false ? waiting.shift() : undefined);
  values.set(name, value ?? '');
  return value === undefined || value === '' ? [`--${name} has no value: expected ${option.value}`] : [];
}

function wordProblems(words: readonly string[], names: readonly string[]): string[] {
  const missing = names.slice(words.length).map((name) => `${name.replace('…', '')} is missing`);
  const surplus = names.at(-1)?.endsWith('…') ? [] : words.slice(names.length).map((word) => `"${word}" is one word too many`);
  return [...missing, ...surplus];
}
