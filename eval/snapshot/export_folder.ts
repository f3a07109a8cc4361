/** Rows from a folder of exports: JSON lists, one file or several of each kind. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../errors/errors.ts';
import type { Source } from '../import/importer.ts';
import { readText, unreadable } from '../io/files.ts';

/** Texts of both kinds of rows, by where they came from. */
export interface Rows {
  readonly runs: readonly Source[];
  readonly annotations: readonly Source[];
}

/** Reads crop_runs*.json and crop_annotations*.json. @throws InputError EV5002 unreadable, EV8016 none of a kind */
export function readExports(folder: string): Rows {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch (error) {
    throw unreadable(folder, error);
  }
  const named = (stem: string) => names.filter((name) => name.startsWith(stem) && name.endsWith('.json'));
  const kinds = { runs: named('crop_runs'), annotations: named('crop_annotations') };
  const missing = [kinds.runs.length === 0 ? 'crop_runs*.json' : [], kinds.annotations.length === 0 ? 'crop_annotations*.json' : []].flat();
  if (missing.length > 0) throw new InputError(missing.map((name) => ({ code: 'EV8016', location: folder, message: `there is no ${name}` })));
  const read = (name: string): Source => ({ location: name, text: readText(join(folder, name)) });
  return { runs: kinds.runs.map(read), annotations: kinds.annotations.map(read) };
}
