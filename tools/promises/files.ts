/** What stands in a folder, as digests. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { byText } from '../../eval/io/order.ts';

/**
 * File -> its SHA-256. Parameter files, which Bazel writes for actions that run, are no results and left out.
 *
 * @param paths files and folders below the root, whose paths are kept
 */
export function digests(root: string, paths: readonly string[]): Record<string, string> {
  const files = paths.flatMap((path) => {
    const whole = join(root, path);
    if (!statSync(whole).isDirectory()) return [whole];
    const entries = readdirSync(whole, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.params')).map((entry) => join(entry.parentPath, entry.name));
  });
  const rows = files.map((file): [string, string] => [relative(root, file), createHash('sha256').update(readFileSync(file)).digest('hex')]);
  return Object.fromEntries(rows.sort(([a], [b]) => byText(a, b)));
}

/** What a build of a report brings down. @param folder the report's */
export function filesOfReport(folder: string): string[] {
  return ['gallery', 'report.html', 'report.json', 'report.md'].map((name) => `${folder}/${name}`);
}
