/** What a schema has against a value, in words: one problem a wrong key, the nearest known name, the path to each. */

import * as z from 'zod';
import { compileFn } from 'zod/v4/core';
import type { Code } from '../errors/codes.ts';
import { InputError, shorten } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';

/** Keys and indices from the root of a value. */
export type Path = readonly (string | number)[];

export interface SchemaProblem {
  /** Where; for an unknown or missing key the path ends in that key. */
  readonly path: Path;
  /** Whether the key at the end of the path is wrong, or its value. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly got?: string;
  readonly expected?: string;
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly SchemaProblem[] };

/** The value, if the schema takes it. @throws InputError with the code, naming every deviation; @param whole what the value is called */
export function validate<T>(schema: z.ZodType<T>, value: unknown, location: string, code: Code = 'EV5001', whole = 'the file'): T {
  const checked = check(schema, value);
  if (checked.ok) return checked.value;
  throw new InputError(
    checked.problems.map(({ path, part: _, message, ...rest }) => ({ code, location, message: `${pathText(path) || whole}: ${message}`, ...rest })),
  );
}

/**
 * A schema compiled to look only, where zod's own would write each object of each row anew. Values are of the form that it gives, and stay what they are.
 * `z.compile` would make a function that writes as well, which takes three times as long to make as the one that looks.
 */
export function compiledToLook<T>(schema: z.ZodType<T, T>): z.ZodType<T> {
  const look = compileFn(schema, { assertOnly: true });
  return z.withParser(schema, (value) => (look(value) === z.INVALID ? z.INVALID : (value as T)));
}

/** All that a schema has against a value, in one line; @param whole what the value is called */
export function problemText(problems: readonly SchemaProblem[], whole: string): string {
  return problems.map(({ path, message }) => `${pathText(path) || whole}: ${message}`).join('; ');
}

/** A file of another form can be wrong a million times, and to explain that takes longer than anybody waits. */
const maximumExplained = 1_000;

/** Validates; unlike zod's own messages it names nearest known keys and looks into the branches of a union. */
export function check<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const result = parse(schema, value, { error: describe });
  if (result.success) return { ok: true, value: result.data };
  const problems = result.issues.slice(0, maximumExplained).flatMap((issue) => explain(schema, issue, []));
  const rest = result.issues.length - maximumExplained;
  if (rest > 0) problems.push({ path: [], part: 'value', message: `${rest} more values are wrong` });
  return { ok: false, problems: problems.map((problem) => ({ ...problem, ...received(value, problem.path) })) };
}

export type Parsed<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly issues: readonly z.core.$ZodIssue[] };

/** What zod says; that a value is nested so deep that walking it exhausts the stack is a mistake in it like any other. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, params?: z.core.ParseContext<z.core.$ZodIssue>): Parsed<T> {
  try {
    const result = schema.safeParse(value, params);
    return result.success ? result : { success: false, issues: result.error.issues };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { success: false, issues: [{ code: 'custom', path: [], message: 'it is nested too deep', input: undefined }] };
  }
}

/** `criteria[3].where.corpus`; empty for the root. */
export function pathText(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}

function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input !== undefined) return undefined;
  if (issue.code === 'invalid_value') return `is missing; expected ${issue.values.map(String).join(' or ')}`;
  return issue.code === 'invalid_type' ? `is missing; expected ${issue.expected}` : undefined;
}

function explain(schema: z.ZodType, issue: z.core.$ZodIssue, above: Path): SchemaProblem[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(path, issue.keys, [...new Set(keysAt(schema, path))]);
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, part: 'key', message }));
    case 'invalid_union':
      return issue.errors.length === 0 ? [{ path, part: 'value', message: issue.message }] : explainUnion(schema, issue.errors, path);
    default:
      return [{ path, part: 'value', message: issue.message }];
  }
}

function unknownKeys(path: Path, keys: readonly string[], known: readonly string[]): SchemaProblem[] {
  return keys.map((key) => {
    const unknown = `unknown key "${shorten(key, 60)}"${nearestText(key, known)}`;
    // A union knows it in another branch: then the value is wrong there, or the combination.
    const message = known.includes(key) ? 'its value is wrong, or it does not go with the other keys here' : unknown;
    return { path: [...path, key], part: 'key', message, ...(known.length > 0 && { expected: known.join(', ') }) };
  });
}

/** What the branch with the fewest objections says; all of them when the value is of no branch's type. */
function explainUnion(schema: z.ZodType, branches: readonly (readonly z.core.$ZodIssue[])[], path: Path): SchemaProblem[] {
  const wrongType = branches.every((issues) => issues.some((issue) => issue.path.length === 0 && issue.code !== 'unrecognized_keys'));
  if (wrongType) return [{ path, part: 'value', message: [...new Set(branches.flat().map(({ message }) => message))].join('; or: ') }];
  const best = branches.reduce((a, b) => (b.length < a.length ? b : a));
  return best.flatMap((issue) => explain(schema, issue, path));
}

/** Keys that objects at a path may have, over all branches of unions on the way. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(schema.shape);
    const child = Object.hasOwn(schema.shape, step) ? schema.shape[step] : undefined;
    return child === undefined ? [] : keysAt(child, rest);
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysAt(option, path));
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  if (schema instanceof z.ZodRecord) return keysAt(schema.valueType, rest);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return keysAt(schema.unwrap(), path);
  return [];
}

/** The wrong value when it is short enough to quote: a scalar. */
function received(value: unknown, path: Path): { got?: string } {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return {};
    at = (at as Record<string | number, unknown>)[part];
  }
  return typeof at === 'object' || at === undefined ? {} : { got: typeof at === 'string' ? JSON.stringify(at) : String(at) };
}
