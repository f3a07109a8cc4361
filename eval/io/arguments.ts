/**
 * Command lines, one convention for all programs: `--name value` or `--name=value`, switches that stand alone, words in any
 * order, `--` before words that begin with dashes, and `@file` for a parameter file.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError, type Problem } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { linesIn, readText } from './files.ts';

/** `one`: exactly once; `optional`: at most once; `many`: any number; `map`: any number of key=value; `switch`: without a value. */
export type ArgumentKind = 'one' | 'optional' | 'many' | 'map' | 'switch';
export type Syntax = Readonly<Record<string, ArgumentKind>>;

interface Values {
  readonly one: string;
  readonly optional: string | undefined;
  readonly many: readonly string[];
  readonly map: ReadonlyMap<string, string>;
  readonly switch: boolean;
}

export type Arguments<S extends Syntax> = { readonly [N in keyof S]: Values[S[N]] };

/** Arguments of a program that takes no words. @throws InputError EV9001 naming everything that is wrong, EV5002 a parameter file that cannot be read */
export function parseArguments<const S extends Syntax>(argv: readonly string[], syntax: S): Arguments<S> {
  return parseCommandLine(argv, syntax, []).options;
}

/**
 * @param names of the words without a flag; `FILE…` may be repeated and must be the last
 * @throws InputError as parseArguments
 */
export function parseCommandLine<const S extends Syntax>(
  argv: readonly string[],
  syntax: S,
  names: readonly string[],
): { readonly words: readonly string[]; readonly options: Arguments<S> } {
  const { words, given, swallowed, objected } = readWords(argv, syntax);
  const problems = [...objected];
  // A word may be the value of an option that is not known.
  const isClear = problems.length === 0;
  const options = Object.entries(syntax).map(([name, kind]) => {
    const found = given.get(name) ?? [];
    return [name, settled(name, swallowed.includes(name) ? 'optional' : kind, found, problems)];
  });
  problems.push(...names.slice(words.length).map((name) => `${name.replace('…', '')} is missing`));
  if (isClear && !names.at(-1)?.endsWith('…')) problems.push(...words.slice(names.length).map((word) => `"${word}" is one word too many`));
  if (problems.length > 0) throw new InputError(problems.map((message) => wrongArgument(message)));
  return { words, options: Object.fromEntries(options) };
}

/** A path that somebody typed: `bazel run` starts programs in a folder of its own, and paths are meant from where they were typed. */
export function typedPath(path: string): string {
  return resolve(process.env['BUILD_WORKING_DIRECTORY'] ?? '.', path);
}

/** The value of an argument that counts something: digits and nothing else. @throws InputError EV9001 */
export function wholeArgument(name: string, text: string, least: number, most?: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= (most ?? 1_000_000)) return number;
  throw new InputError(
    wrongArgument(`--${name} is a whole number`, { got: text, expected: most === undefined ? `${least} or more` : `${least} to ${most}` }),
  );
}

/** EV9001, for what only the program itself can know about its arguments. */
export function wrongArgument(message: string, more: Pick<Problem, 'got' | 'expected'> = {}): Problem {
  return { code: 'EV9001', location: 'arguments', message, ...more };
}

/** EV9001, for a word that is none of those that the program knows. */
export function unknownWord(what: string, word: string, known: readonly string[]): InputError {
  return new InputError(wrongArgument(`there is no ${what} ${word}${nearestText(word, known)}`, { expected: known.join(', ') }));
}

interface GivenOption {
  readonly name: string;
  /** As it was written. */
  readonly flag: string;
  readonly value: string | undefined;
}

/** Values by name, of which there can be many thousands, and what is wrong with single options, whatever the others are. */
function readWords(
  argv: readonly string[],
  syntax: Syntax,
): {
  readonly words: string[];
  readonly given: Map<string, string[]>;
  readonly swallowed: readonly string[];
  readonly objected: ReadonlySet<string>;
} {
  const types = Object.entries(syntax).map(([name, kind]) => [name, { type: kind === 'switch' ? 'boolean' : 'string', multiple: true }] as const);
  const { tokens } = parseArgs({ args: [...argv], options: Object.fromEntries(types), strict: false, tokens: true });
  const words: string[] = [];
  const given = new Map<string, string[]>();
  const swallowed: string[] = [];
  const objected = new Set<string>();
  const take = (option: GivenOption): void => {
    for (const objection of objections(option, syntax)) objected.add(objection);
    const { name, value = '' } = option;
    const values = given.get(name);
    if (values === undefined) given.set(name, [value]);
    else values.push(value);
  };
  for (const token of tokens) {
    if (token.kind === 'option') {
      const { name, rawName, value, inlineValue } = token;
      const isFlag = inlineValue === false && value.startsWith('--');
      take({ name, flag: rawName.startsWith('--') ? rawName : (argv[token.index] ?? rawName), value: isFlag ? undefined : value });
      // The next flag was taken for the value: it is not missing as well.
      if (isFlag) swallowed.push(value.replace(/^--|=.*/gs, ''));
    } else if (token.kind === 'positional' && /^@./.test(token.value)) {
      for (const option of readParameters(token.value.slice(1), syntax)) take(option);
    } else if (token.kind === 'positional') words.push(token.value);
  }
  return { words, given, swallowed, objected };
}

/** A parameter file, as rules write it: a flag a line, and its value on the next one, whatever that begins with. There can be many thousands. */
function* readParameters(path: string, syntax: Syntax): Generator<GivenOption> {
  const lines = linesIn(readText(path));
  for (const flag of lines) {
    const name = flag.replace(/^--/, '');
    const value: string | undefined = syntax[name] === 'switch' ? undefined : lines.next().value;
    yield { name: flag === name ? '' : name, flag, value };
  }
}

/** What is wrong with one option, whatever the others are. */
function objections({ name, flag, value }: GivenOption, syntax: Syntax): string[] {
  const kind = Object.hasOwn(syntax, name) && flag.startsWith('--') ? syntax[name] : undefined;
  if (kind === undefined) {
    const known = Object.keys(syntax).map((one) => `--${one}`);
    return [`there is no option ${flag}${nearestText(flag, known)}`];
  }
  if (kind === 'switch') return value === undefined ? [] : [`--${name} takes no value`];
  return value === undefined || value === '' ? [`--${name} has no value`] : [];
}

function settled(name: string, kind: ArgumentKind, found: readonly string[], problems: string[]): Values[ArgumentKind] {
  if (kind === 'many') return found;
  if (kind === 'map') return mapOf(name, found, problems);
  if (kind === 'one' && found.length === 0) problems.push(`--${name} is needed`);
  if (found.length > 1) problems.push(`--${name} is given ${found.length} times`);
  return kind === 'switch' ? found.length > 0 : found[0];
}

function mapOf(name: string, pairs: readonly string[], problems: string[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1) {
      problems.push(`--${name} ${pair}: expected key=value`);
      continue;
    }
    // The rules write an equals sign in a key, a file's name say, as %3D, and a percent sign as %25.
    const key = pair.slice(0, at).replaceAll('%3D', '=').replaceAll('%25', '%');
    if (map.has(key)) problems.push(`--${name} ${pair}: the key is given twice`);
    map.set(key, pair.slice(at + 1));
  }
  return map;
}
