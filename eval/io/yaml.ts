/** YAML that people write: strict, and every problem told at once with file:line:column. */

import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { Code } from '../errors/codes.ts';
import { InputError, type Problem } from '../errors/errors.ts';
import { check, type Path, pathText } from './issues.ts';

export interface YamlFile<T> {
  readonly value: T;
  /** `file:line:column` of the value at a path, or of the nearest parent that is written. Example: `positionOf(['criteria', 0, 'limit'])`. */
  readonly positionOf: (path: Path) => string;
  /** The scalar at a path as it is written: `02146` where its value is the number 2146. Empty where there is none. */
  readonly textOf: (path: Path) => string;
}

/** Which codes stand for text that is not our YAML, and for YAML that is not what the schema wants. */
export interface YamlCodes {
  readonly syntax: Code;
  readonly shape: Code;
}

/** Deeper nesting is not written by people and would exhaust the stack of recursive readers. */
const maximumDepth = 64;

/**
 * Reads YAML 1.2 without aliases, merge keys and custom tags: they hide what a line says and can blow a short text up.
 * @param location name of the file in messages
 * @throws InputError with codes.syntax (not YAML, duplicate keys, several documents) or codes.shape (not the schema)
 */
export function readYaml<T>(text: string, location: string, schema: z.ZodType<T>, codes: YamlCodes): YamlFile<T> {
  const { problems, ...parsed } = parseYaml(text, location, codes.syntax);
  if (problems.length > 0) throw new InputError(problems);
  const result = checkYaml(parsed, schema, codes.shape);
  if (!result.ok) throw new InputError(result.problems);
  return { ...parsed, value: result.value };
}

/** YAML as it is written, whatever it is meant to be. */
export interface ParsedYaml extends Pick<YamlFile<unknown>, 'textOf'> {
  /** Undefined where the text is so far from YAML that nothing can be said of its values. */
  readonly value: unknown;
  readonly positionOf: (path: Path, part?: 'key' | 'value') => string;
}

/** All that is wrong with a text as YAML, and its value where a reader can tell what is meant in spite of it: a key that stands twice has one. */
export function parseYaml(text: string, location: string, syntax: Code): ParsedYaml & { readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, strict: true, uniqueKeys: true });
  const positionAt = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${location}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const isParsed = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  const refused = isParsed ? refusedNodes(document.contents) : [];
  const flaws = [...document.errors, ...document.warnings].map((error) => ({ offset: error.pos[0], problem: { message: error.message } }));
  const problems = [...flaws, ...refused].sort((a, b) => a.offset - b.offset);
  return {
    value: isParsed && refused.length === 0 ? document.toJS() : undefined,
    positionOf: (path, part = 'value') => positionAt(offsetOf(document, path, part)),
    textOf: (path) => textAt(document, path),
    problems: problems.map(({ offset, problem }) => ({ code: syntax, location: positionAt(offset), ...problem })),
  };
}

/** The value as the schema has it, or everything that the schema has against it, in the order of the file. */
export function checkYaml<T>(
  { value, positionOf }: ParsedYaml,
  schema: z.ZodType<T>,
  shape: Code,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const result = check(schema, value);
  if (result.ok) return result;
  const problems = result.problems.map(({ path, part, message, ...rest }) => ({
    code: shape,
    location: positionOf(path, part),
    message: path.length === 0 ? message : `${pathText(path)}: ${message}`,
    ...rest,
  }));
  return { ok: false, problems: problems.toSorted(byPosition) };
}

/** Locations are `file:line:column` of one file. */
export function byPosition(a: { readonly location: string }, b: { readonly location: string }): number {
  const [lineA = 0, columnA = 0] = a.location.split(':').slice(-2).map(Number);
  const [lineB = 0, columnB = 0] = b.location.split(':').slice(-2).map(Number);
  return lineA - lineB || columnA - columnB;
}

/** Aliases, keys that are not plain text, and nesting beyond the limit; walked without recursion. */
function refusedNodes(root: Node | null): { offset: number; problem: { message: string } }[] {
  const found: { offset: number; problem: { message: string } }[] = [];
  const waiting: { node: unknown; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    const report = (message: string) => found.push({ offset: startOf(node), problem: { message } });
    if (isAlias(node)) report(`the alias *${node.source} is not read here: write the value out`);
    else if ((isMap(node) || isSeq(node)) && depth >= maximumDepth) report(`nested more than ${maximumDepth} levels deep`);
    else if (isSeq(node)) waiting.push(...node.items.map((item) => ({ node: item, depth: depth + 1 })));
    else if (isMap(node)) waiting.push(...node.items.flatMap(({ key, value }) => [key, value].map((item) => ({ node: item, depth: depth + 1 }))));
  }
  return found;
}

/** Where the value (or its key) at a path begins; where the path leaves the document, the last node on it. */
function offsetOf(document: Document, path: Path, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  path.forEach((step, i) => {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === String(step)) : undefined;
    const item = isSeq(node) ? node.items[Number(step)] : pair?.value;
    const wanted = pair !== undefined && (item === null || (part === 'key' && i === path.length - 1)) ? pair.key : item;
    if (wanted !== undefined && wanted !== null) offset = startOf(wanted);
    node = item;
  });
  return offset;
}

function textAt(document: Document, path: Path): string {
  const node = document.getIn(path, true);
  return isScalar(node) ? (node.source ?? String(node.value)) : '';
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
