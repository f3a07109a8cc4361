import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that have a part in the numbers: they decode pictures and run models. */
const packages = ['onnxruntime-node', 'sharp'];

/**
 * Versions of everything that has a part in the numbers, by name: what runs this program, and what package.json pins. The
 * lock file holds the same versions, and Bazel links no others.
 * @param further packages that not every evaluation uses
 */
export function toolVersions(further: Iterable<string> = []): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.fromEntries([['node', process.versions.node], ...[...packages, ...further].map((name) => [name, dependencies[name] ?? 'none'])]);
}
