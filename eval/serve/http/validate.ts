/** What a request says, against the schema of its route: every mistake at once, each with its place. */
import * as z from 'zod';
import { check } from '../../io/issues.ts';
import { HttpProblem } from './problem.ts';

/** @throws HttpProblem EV9202 with every finding */
export function validated<T>(schema: z.ZodType<T>, value: unknown, where: 'body' | 'query' | 'path'): T {
  const checked = check(schema, value ?? {});
  if (checked.ok) return checked.value;
  const problems = checked.problems.map(({ path, message }) => ({ loc: [where, ...path], msg: message }));
  const [first] = problems;
  const rest = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new HttpProblem('EV9202', `${first?.loc.join('.')}: ${first?.msg}${rest}`, problems);
}

/**
 * Values of a form, which are all text, as the schema wants them: numbers, true and false, JSON for objects. What does not
 * read as that stays text, and validation says so.
 * @param nested fields that a form sends beside the others and JSON sends inside an object
 */
export function fromForm(
  schema: z.ZodObject,
  form: Readonly<Record<string, string>>,
  nested: { readonly key: string; readonly schema: z.ZodObject } | undefined,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const inner: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(form)) {
    const own = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    const within = nested !== undefined && Object.hasOwn(nested.schema.shape, name) ? nested.schema.shape[name] : undefined;
    if (own !== undefined) value[name] = read(own, text);
    else if (within !== undefined) inner[name] = read(within, text);
    else value[name] = text;
  }
  if (nested === undefined || Object.keys(inner).length === 0) return value;
  const given = value[nested.key];
  return { ...value, [nested.key]: { ...(typeof given === 'object' ? given : {}), ...inner } };
}

function read(schema: z.core.$ZodType, text: string): unknown {
  const plain = unwrapped(schema);
  if (plain instanceof z.ZodNumber) return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : text;
  if (plain instanceof z.ZodBoolean) return text === 'true' ? true : text === 'false' ? false : text;
  if (plain instanceof z.ZodString || plain instanceof z.ZodEnum || plain instanceof z.ZodUnion) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const wraps =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wraps ? unwrapped(schema.unwrap()) : schema;
}
