/** One change of one file, by what it holds. */
import type { Random } from '../random.ts';
import { mutateBytes } from './bytes.ts';
import { mutateJson } from './json.ts';
import { mutatePng } from './png.ts';
import { mutateText } from './text.ts';
import { mutateWords } from './words.ts';

/** `rows`: lines of JSON, with columns of numbers between them; `words`: arguments, one a line. */
export type Form = 'json' | 'ndjson' | 'rows' | 'yaml' | 'text' | 'words' | 'png' | 'bytes';

/** A file that is read without a problem. */
export interface ValidFile {
  readonly form: Form;
  readonly bytes: Uint8Array;
}

/** One change, or a few at once; those that know the form are the more frequent, since few others get past a parser. */
export function mutate({ form, bytes }: ValidFile, random: Random): Uint8Array {
  const times = random.pick([1, 1, 1, 2, 3]);
  // Bytes of arguments are left alone: they name outputs.
  const changed = form !== 'words' && random.oneIn(5) ? undefined : byForm(form, bytes, random, times);
  const mutated = changed ?? mutateBytes(bytes, random, times);
  // A change that cancels itself would be a case wasted.
  return Buffer.compare(mutated, bytes) === 0 ? Buffer.concat([mutated, Buffer.from('\u0000')]) : mutated;
}

/** Undefined where nothing is known of the form. */
function byForm(form: Form, bytes: Uint8Array, random: Random, times: number): Uint8Array | undefined {
  const text = (): string => Buffer.from(bytes).toString('utf8');
  switch (form) {
    case 'bytes':
      return undefined;
    case 'png':
      return mutatePng(bytes, random);
    case 'json':
      return Buffer.from(mutateJson(text(), random, times));
    case 'ndjson':
      return Buffer.from(mutateLines(text(), random, times));
    case 'rows':
      return mutateRows(bytes, random, times);
    case 'words':
      return Buffer.from(mutateWords(text(), random, times));
    case 'yaml':
    case 'text':
      return Buffer.from(mutateText(text(), random, times));
  }
}

/** Rows as lines, or one row as JSON. */
function mutateLines(text: string, random: Random, times: number): string {
  if (random.oneIn(3)) return mutateText(text, random, times);
  const lines = text.split('\n').filter((line) => line !== '');
  const at = random.below(lines.length);
  const line = lines[at];
  return line === undefined ? text : `${lines.with(at, mutateJson(line, random, times)).join('\n')}\n`;
}

/** One of the lines; bytes between them stay as they are. */
function mutateRows(bytes: Uint8Array, random: Random, times: number): Uint8Array {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const at = random.pick([...lines.keys()].filter((i) => lines[i]?.startsWith('{"')));
  const line = Buffer.from(lines[at] as string, 'latin1').toString('utf8');
  const changed = Buffer.from(mutateJson(line, random, times)).toString('latin1');
  return Buffer.from(lines.with(at, changed).join('\n'), 'latin1');
}
