/** Folders of JSON files, as traces are kept: one file a run, in folders by tenant. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Source, sourceOf } from '../../external_metrics/input.ts';
import { readBytes, unreadable } from '../../io/files.ts';

/** Path below the folder -> file, by path. @throws InputError EV5002 */
export function jsonBelow(folder: string): Map<string, Source> {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw unreadable(folder, error);
  }
  const files = names.filter((name) => name.endsWith('.json')).map((name) => name.replaceAll('\\', '/'));
  return new Map(files.sort().map((name) => [name, sourceOf(`${folder}/${name}`, readBytes(join(folder, name)))]));
}
