/** Maps of which some keys are malformed: the others are looked at all the same, so that one mistake does not hide the next. */
import type * as z from 'zod';

export interface Partly<T> {
  readonly value: T;
  /** Keys whose values are stand-ins: nothing may be concluded from them. */
  readonly malformed: ReadonlySet<string>;
}

/**
 * @param standIns a value for each key that the schema asks for
 * @returns undefined for what is no map, or is wrong as a whole
 */
export function withStandIns<T>(schema: z.ZodType<T>, raw: unknown, standIns: Readonly<Record<string, unknown>>): Partly<T> | undefined {
  const read = schema.safeParse(raw);
  if (read.success) return { value: read.data, malformed: new Set() };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const malformed = new Set(
    read.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : issue.path.slice(0, 1).map(String),
    ),
  );
  const others = Object.entries(raw).filter(([key]) => !malformed.has(key));
  const patched = schema.safeParse({ ...standIns, ...Object.fromEntries(others) });
  return patched.success ? { value: patched.data, malformed } : undefined;
}
