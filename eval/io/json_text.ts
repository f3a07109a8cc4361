/** JSON that comes from outside: what is wrong is told with file:line:column, as for YAML. */
import type { z } from 'zod';
import type { Code } from '../errors/codes.ts';
import { InputError } from '../errors/errors.ts';
import type { Path } from './issues.ts';
import { check, pathText } from './issues.ts';

export interface JsonText<T> {
  readonly value: T;
  /** `file:line:column` of the value at a path, or of the nearest parent that is written; paths of up to three steps. */
  readonly positionOf: (path: Path) => string;
}

/**
 * Reads one JSON text.
 * @param firstLine line of the file at which the text begins (a row of NDJSON)
 * @throws InputError with codes.syntax or codes.shape
 */
export function readJsonText<T>(
  text: string,
  location: string,
  schema: z.ZodType<T>,
  codes: { readonly syntax: Code; readonly shape: Code },
  firstLine = 1,
): JsonText<T> {
  let starts: ReadonlyMap<string, number> | undefined;
  let lineStarts: readonly number[] | undefined;
  const positionAt = (offset: number): string => {
    lineStarts ??= [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const line = lastAtMost(lineStarts, offset);
    return `${location}:${firstLine + line}:${offset - (lineStarts[line] ?? 0) + 1}`;
  };
  const offsetOf = (path: Path): number => {
    starts ??= startsIn(text);
    for (let length = path.length; length > 0; length--) {
      const offset = starts.get(pathText(path.slice(0, length)));
      if (offset !== undefined) return offset;
    }
    return starts.get('') ?? 0;
  };

  const deep = deeperThan(maximumDepth, text);
  if (deep !== undefined) {
    throw new InputError({ code: codes.syntax, location: positionAt(deep), message: `nested deeper than ${maximumDepth} levels` });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const { stop, expected } = scan(text);
    const message = stop === text.length ? 'the text ends too early' : 'not JSON';
    throw new InputError({ code: codes.syntax, location: positionAt(stop), message, got: text.slice(stop, stop + 20), expected });
  }
  const result = check(schema, parsed);
  if (result.ok) return { value: result.value, positionOf: (path) => positionAt(offsetOf(path)) };
  const wanted = new Set(result.findings.flatMap(({ path }) => path.map((_, i) => pathText(path.slice(0, i + 1)))));
  starts = startsIn(text, wanted);
  const found = result.findings.map((finding) => ({ finding, offset: offsetOf(finding.path) })).sort((a, b) => a.offset - b.offset);
  throw new InputError(
    found.map(({ finding: { path, part: _, message, ...rest }, offset }) => ({
      code: codes.shape,
      location: positionAt(offset),
      message: path.length === 0 ? message : `${pathText(path)}: ${message}`,
      ...rest,
    })),
  );
}

/** Index of the last number that is at most `wanted`, in a rising list that begins with 0. */
function lastAtMost(list: readonly number[], wanted: number): number {
  let [low, high] = [0, list.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? Infinity) <= wanted) low = middle;
    else high = middle;
  }
  return low;
}

/** No file that is read here nests deeper than ten levels; brackets alone could fill the memory. */
const maximumDepth = 1_000;

/** Where the text has more brackets open than that, without the time and the memory that parsing takes. */
function deeperThan(levels: number, text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        for (at++; at < text.length && text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
        break;
      case 0x5b:
      case 0x7b:
        if (++depth > levels) return at;
        break;
      case 0x5d:
      case 0x7d:
        depth--;
    }
  }
  return undefined;
}

/** Where values begin, by the text of their paths: those that are wanted, or all. */
function startsIn(text: string, wanted?: ReadonlySet<string>): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  scan(text, (path, at) => {
    const name = pathText(path);
    if (wanted === undefined || wanted.has(name) || name === '') starts.set(name, at);
    return wanted === undefined || starts.size <= wanted.size;
  });
  return starts;
}

/** Paths longer than this are not remembered: outlines would fill the memory. */
const rememberedDepth = 3;

const blank = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON texts may not hold them
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

const words = {
  value: 'a value',
  valueOrEnd: 'a value or "]"',
  key: 'a key in double quotes',
  keyOrEnd: 'a key in double quotes or "}"',
  colon: '":"',
  commaOrEnd: '"," or the closing bracket',
  end: 'nothing more',
} as const;

/**
 * Walks over JSON without recursion.
 * @param visit told where each value begins, and its path; returns whether to go on
 * @returns where the text stops being JSON (its length if it never does, or is merely cut short), and what would have gone on there
 */
function scan(text: string, visit?: (path: Path, at: number) => boolean): { readonly stop: number; readonly expected: string } {
  const open: { readonly isArray: boolean; step: string | number }[] = [];
  let expect: keyof typeof words = 'value';
  let at = 0;
  const token = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  for (;;) {
    at += token(blank)?.length ?? 0;
    const character = text[at];
    const frame = open.at(-1);
    const closes: boolean = frame !== undefined && character === (frame.isArray ? ']' : '}') && /OrEnd$/.test(expect);
    let length = 1;
    if (closes) {
      open.pop();
      expect = open.length === 0 ? 'end' : 'commaOrEnd';
    } else if (expect === 'value' || expect === 'valueOrEnd') {
      const path = open.length <= rememberedDepth ? open.map(({ step }) => step) : undefined;
      if (path !== undefined && visit?.(path, at) === false) return { stop: at, expected: words[expect] };
      if (character === '{' || character === '[') {
        open.push({ isArray: character === '[', step: 0 });
        expect = character === '[' ? 'valueOrEnd' : 'keyOrEnd';
      } else {
        length = (token(string) ?? token(scalar) ?? '').length;
        if (length > 0) expect = open.length === 0 ? 'end' : 'commaOrEnd';
      }
    } else if (frame !== undefined && (expect === 'key' || expect === 'keyOrEnd')) {
      const key = token(string);
      length = key?.length ?? 0;
      if (key !== undefined) [frame.step, expect] = [JSON.parse(key) as string, 'colon'];
    } else if (expect === 'colon' && character === ':') expect = 'value';
    else if (frame !== undefined && expect === 'commaOrEnd' && character === ',') {
      if (frame.isArray) frame.step = (frame.step as number) + 1;
      expect = frame.isArray ? 'value' : 'key';
    } else length = 0;
    if (length === 0 || at >= text.length) return { stop: at, expected: words[expect] };
    at += length;
  }
}
