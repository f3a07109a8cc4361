/** What stands in a folder, as digests. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { byText } from '../../eval/io/order.ts';

/** File below a folder -> its SHA-256; parameter files, which Bazel writes for actions that run, left out. @param folders folders below the root, whose paths are kept */
export function digests(root: string, folders: readonly string[]): Record<string, string> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.params'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const rows = files.map((file): [string, string] => [relative(root, file), createHash('sha256').update(readFileSync(file)).digest('hex')]);
  return Object.fromEntries(rows.sort(([a], [b]) => byText(a, b)));
}
