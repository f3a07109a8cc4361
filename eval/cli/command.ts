/** What a command is: its syntax, its help, and how it answers. */

import type * as z from 'zod';
import { type Arguments, parseCommandLine } from '../io/arguments.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import type { Paint } from './text/paint.ts';
import { printable } from './text/printable.ts';

export interface Option {
  /** What stands for the value in the usage: `PATH`. A switch has none. */
  readonly value?: string;
  readonly needed?: true;
  readonly about: string;
}

type Options = Readonly<Record<string, Option>>;
type KindOf<O extends Option> = O extends { readonly value: string } ? (O extends { readonly needed: true } ? 'one' : 'optional') : 'switch';

export interface Given<O extends Options> {
  readonly words: readonly string[];
  readonly options: Arguments<{ readonly [N in keyof O]: KindOf<O[N]> }>;
}

export interface Description {
  readonly name: string;
  /** One line of the program's help. */
  readonly summary: string;
  /** What it does, in lines. */
  readonly about: readonly string[];
  /** Names of the words without a flag; `FILE…` may be repeated and is the last. */
  readonly words: readonly string[];
  readonly options: Options;
  /** Arguments, and what they do. */
  readonly examples: readonly (readonly [line: string, about: string])[];
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[];
}

export interface Command extends Description {
  readonly run: (argv: readonly string[], paint: Paint) => Output;
}

export interface Output {
  /** For the standard output. */
  readonly text: string;
  readonly exitCode: number;
}

/** An answer as data, and the same as text. */
export interface Answer<T> {
  readonly data: T;
  /** The first line answers the question. */
  readonly text: (data: T, paint: Paint) => readonly string[];
  readonly exitCode: number;
}

/** Options that every command has. */
const shared = {
  json: { about: 'answer in JSON' },
} as const satisfies Record<string, Option>;

/**
 * @param schema of the answer as data
 * @param answer reads what the arguments name, and answers
 */
export function defineCommand<const O extends Options, T>(
  description: Description & { readonly options: O },
  schema: z.ZodType<T>,
  answer: (given: Given<O>) => Answer<T>,
): Command {
  const options: O & typeof shared = { ...description.options, ...shared };
  return {
    ...description,
    options,
    run(argv, paint) {
      const given = parseCommandLine(argv, kindsOf(options), description.words) as Given<O & typeof shared>;
      const { data, text, exitCode } = answer(given);
      const lines = (): readonly string[] => text(printable(data), paint);
      return { text: given.options.json ? canonicalJson(schema.parse(data)) : `${lines().join('\n')}\n`, exitCode };
    },
  };
}

function kindsOf(options: Options) {
  return Object.fromEntries(
    Object.entries(options).map(([name, { value, needed }]) => [name, value === undefined ? 'switch' : needed ? 'one' : 'optional'] as const),
  );
}
