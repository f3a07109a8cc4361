/** What Bazel extracted from the public files below rules/, as data of this program; only a build has it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicApi } from './rules_page.ts';
import { readStarlark } from './starlark.ts';

/** @returns undefined where nothing was built */
export function readApi(): PublicApi | undefined {
  const pathOf = (file: string): string => join(import.meta.dirname, '../../rules', `api_of_${file}.textproto`);
  if (!existsSync(pathOf('defs'))) return undefined;
  const read = (file: string) => readStarlark(readFileSync(pathOf(file), 'utf8'));
  return { defs: read('defs'), extensions: read('extensions'), providers: read('providers') };
}
