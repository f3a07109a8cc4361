/** JSON that comes from outside: what is wrong is told with file:line:column, as for YAML. Positions are looked for only when somebody asks. */
import { printParseErrorCode, visit } from 'jsonc-parser';
import type * as z from 'zod';
import type { Code } from '../errors/codes.ts';
import { InputError } from '../errors/errors.ts';
import { check, type Path, pathText } from './issues.ts';

export interface JsonText<T> {
  readonly value: T;
  /** `file:line:column` of the value at a path, or of the nearest parent that is written; paths of up to three steps. */
  readonly positionOf: (path: Path) => string;
}

/** Of what is no JSON, and of JSON of another form. */
export interface JsonCodes {
  readonly syntax: Code;
  readonly shape: Code;
}

/**
 * Reads one JSON text.
 * @param firstLine line of the file at which the text begins (a row of NDJSON)
 * @throws InputError with codes.syntax or codes.shape
 */
export function readJsonText<T>(text: string, location: string, schema: z.ZodType<T>, codes: JsonCodes, firstLine = 1): JsonText<T> {
  const placed = ({ line, column }: Position): string => `${location}:${firstLine + line}:${column + 1}`;
  const broken = syntaxProblem(text);
  if (broken !== undefined) {
    const { position, ...problem } = broken;
    throw new InputError({ code: codes.syntax, location: placed(position), ...problem });
  }
  const result = check(schema, JSON.parse(text));
  let known: Positions | undefined;
  if (result.ok) {
    const positionOf = (path: Path): string => {
      known ??= positionsIn(text);
      return placed(nearestOf(known, path));
    };
    return { value: result.value, positionOf };
  }
  const positions = positionsIn(text, new Set(result.problems.flatMap(({ path }) => prefixesOf(path))));
  const found = result.problems.map((problem) => ({ ...problem, position: nearestOf(positions, problem.path) }));
  throw new InputError(
    found
      .sort((a, b) => a.position.offset - b.position.offset)
      .map(({ path, part: _, message, position, ...rest }) => ({
        code: codes.shape,
        location: placed(position),
        message: path.length === 0 ? message : `${pathText(path)}: ${message}`,
        ...rest,
      })),
  );
}

/** Keys that are written twice in one object, in the order in which they are written again. JSON.parse keeps the last one without a word. */
export function doubledKeys(text: string, nameOf: (key: string) => string = String): string[] {
  const doubled: string[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectProperty: (key) => {
      const name = nameOf(key);
      if (open.at(-1)?.has(name)) doubled.push(key);
      open.at(-1)?.add(name);
    },
    onObjectEnd: () => void open.pop(),
  });
  return doubled;
}

/** Line and column count from 0. */
interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false } as const;

/** No file that is read here nests deeper than ten levels; brackets alone could fill the memory. */
const maximumDepth = 1_000;

/** What keeps a text from being JSON, where it does so first. */
function syntaxProblem(text: string): { position: Position; message: string; got?: string; expected?: string } | undefined {
  const deep = deeperThan(maximumDepth, text);
  if (deep !== undefined) return { position: deep, message: `nested deeper than ${maximumDepth} levels` };
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    let first: { position: Position; reason: string } | undefined;
    const onError = (code: number, offset: number, _length: number, line: number, column: number): void => {
      first ??= { position: { offset, line, column }, reason: printParseErrorCode(code) };
    };
    visit(text, { onError }, strict);
    if (first === undefined) return { position: { offset: 0, line: 0, column: 0 }, message: `not JSON: ${(error as Error).message}` };
    const { position, reason } = first;
    const { offset } = position;
    const message = offset >= text.trimEnd().length ? 'the text ends too early' : 'not JSON';
    return { position, message, got: text.slice(offset, offset + 20), expected: expectations[reason] ?? '' };
  }
}

/** By what the parser calls what is wrong. */
const expectations: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a value, texts in double quotes',
  ValueExpected: 'a value',
  PropertyNameExpected: 'a key in double quotes',
  ColonExpected: '":"',
  CommaExpected: '"," or the closing bracket',
  CloseBraceExpected: '"," or "}"',
  CloseBracketExpected: '"," or "]"',
  EndOfFileExpected: 'nothing more',
  InvalidCommentToken: 'no comment',
  UnexpectedEndOfString: 'a text that ends on its line, with a double quote',
  UnexpectedEndOfNumber: 'a number',
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'one of the escapes of JSON',
  InvalidCharacter: 'a text without control characters',
};

/** Where the text has more brackets open than that, without the time and the memory that parsing takes. */
function deeperThan(levels: number, text: string): Position | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        for (at++; at < text.length && text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
        break;
      case 0x5b:
      case 0x7b:
        if (++depth > levels) return { offset: at, line: text.slice(0, at).split('\n').length - 1, column: at - text.lastIndexOf('\n', at) - 1 };
        break;
      case 0x5d:
      case 0x7d:
        depth--;
    }
  }
  return undefined;
}

/** Where values begin, by the text of their paths. */
type Positions = ReadonlyMap<string, Position>;

/** Paths that are longer are not remembered unless they are wanted: outlines would fill the memory. */
const rememberedSteps = 3;

function positionsIn(text: string, wanted?: ReadonlySet<string>): Positions {
  const positions = new Map<string, Position>();
  const note = (offset: number, line: number, column: number, path: Path): boolean => {
    const name = pathText(path);
    if (wanted?.has(name) ?? true) positions.set(name, { offset, line, column });
    return wanted !== undefined || path.length < rememberedSteps;
  };
  const onBegin = (offset: number, _length: number, line: number, column: number, path: () => Path): boolean => note(offset, line, column, path());
  visit(text, {
    onObjectBegin: onBegin,
    onArrayBegin: onBegin,
    // Without these the parser never comes back from what it was told to pass over.
    onObjectEnd: () => {},
    onArrayEnd: () => {},
    onLiteralValue: (_, offset, _length, line, column, path) => void note(offset, line, column, path()),
  });
  return positions;
}

/** Of the value at a path, or of the nearest parent that is written. */
function nearestOf(positions: Positions, path: Path): Position {
  const written = prefixesOf(path).findLast((prefix) => positions.has(prefix));
  return positions.get(written ?? '') ?? { offset: 0, line: 0, column: 0 };
}

/** Texts of the path's beginnings, from the root on to the path itself. */
function prefixesOf(path: Path): string[] {
  return ['', ...path.map((_, i) => pathText(path.slice(0, i + 1)))];
}
