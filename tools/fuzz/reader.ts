/** What is fuzzed: a reader with valid files to start from. */
import type * as z from 'zod';
import type { Form, ValidFile } from './mutate/mutate.ts';

/** What a reader makes of its files, as it would write it. */
export interface Output {
  readonly schema: z.ZodType;
  readonly value: unknown;
}

export interface Read {
  readonly outputs?: readonly Output[];
  /** Whether somebody may promote on this. */
  readonly go?: boolean;
}

/** Files of one valid input, by name. */
export type Files = Readonly<Record<string, ValidFile>>;

export interface Reader {
  readonly name: string;
  /** How many cases it gets, relative to the others. */
  readonly weight: number;
  /** Valid inputs; those that a verdict follows from must not be a go. */
  readonly inputs: () => readonly Files[] | Promise<readonly Files[]>;
  /**
   * Reads the files, which are in the working folder, as the program does.
   * @param files of the input, as they were before the change
   * @throws InputError
   */
  readonly read: (files: Files) => Read | Promise<Read>;
}

export function file(form: Form, content: string | Uint8Array): ValidFile {
  return { form, bytes: Buffer.from(content) };
}

export function json(value: unknown): ValidFile {
  return file('json', JSON.stringify(value));
}

export function ndjson(rows: readonly unknown[]): ValidFile {
  return file('ndjson', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
