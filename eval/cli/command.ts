/** What a command is: its syntax, its help, and how it answers. */
import type { z } from 'zod';
import { canonicalJson } from '../io/canonical_json.ts';
import type { Given, Option } from './arguments.ts';
import { parse } from './arguments.ts';
import type { Paint } from './text/paint.ts';
import { printable } from './text/printable.ts';

export interface Description {
  readonly name: string;
  /** One line of the program's help. */
  readonly summary: string;
  /** What it does, in lines. */
  readonly about: readonly string[];
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
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
export function defineCommand<const O extends Readonly<Record<string, Option>>, T>(
  description: Description & { readonly options: O },
  schema: z.ZodType<T>,
  answer: (given: Given<O>) => Answer<T>,
): Command {
  const options: O & typeof shared = { ...description.options, ...shared };
  return {
    ...description,
    options,
    run(argv, paint) {
      const { words, options: chosen } = parse(argv, { words: description.words, options });
      const { data, text, exitCode } = answer({ words, options: chosen });
      const lines = (): readonly string[] => text(printable(data), paint);
      return { text: chosen.json ? canonicalJson(schema.parse(data)) : `${lines().join('\n')}\n`, exitCode };
    },
  };
}
