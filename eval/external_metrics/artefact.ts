/** JSON of another program, read without trust: what is written twice in it is refused, because readers differ in which one they take. */
import type * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import { doubledKeys, type JsonText, readJsonText } from '../io/json_text.ts';
import { artefactCodes, type Source } from './input.ts';

/** @param nameOf keys with one name are one key. @throws InputError EV6001 no JSON, EV6002 another form, EV6023 keys that are written twice in one object */
export function readArtefact<T>({ location, text }: Source, schema: z.ZodType<T>, nameOf?: (key: string) => string): JsonText<T> {
  const read = readJsonText(text, location, schema, artefactCodes);
  const doubled = doubledKeys(text, nameOf);
  if (doubled.length === 0) return read;
  throw new InputError(
    doubled.map((key) => ({ code: 'EV6023', location, message: `the key ${JSON.stringify(key)} is written twice in one object` })),
  );
}
