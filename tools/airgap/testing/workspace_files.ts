import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../conformance.ts';

const root = join(import.meta.dirname, '../../..');

/** BUILD, .bzl and settings files: under Bazel from @workspace_files, else from the workspace itself. */
export function workspaceFiles(): Files {
  const repository = readdirSync(join(root, '..')).find((name) => name.endsWith('workspace_files'));
  if (repository !== undefined) return JSON.parse(readFileSync(join(root, '..', repository, 'files.json'), 'utf8')) as Files;
  const names = ['BUILD.bazel', 'MODULE.bazel', '*.bzl'].flatMap((name) =>
    globSync(`**/${name}`, { cwd: root, exclude: ['**/node_modules', 'bazel-*'] }),
  );
  return Object.fromEntries([...names, 'package.json'].map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
