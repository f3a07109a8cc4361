/** Finds the files to lint: those named, and those in folders that are of a kind that lint knows. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../errors/errors.ts';
import { readText } from '../../io/files.ts';
import { byText } from '../../io/order.ts';
import { isFolder } from '../inputs.ts';
import { formOf } from './forms.ts';
import type { LintedFile } from './lint.ts';

/** In the order of the paths, within a folder by name; each file once. @throws InputError EV9016, EV9017, EV5002 */
export function findFiles(paths: readonly string[]): LintedFile[] {
  const problems: InputError[] = [];
  const found = new Map<string, LintedFile>();
  for (const path of paths) {
    const folder = isFolder(path);
    const files = (folder ? yamlBelow(path) : folder === false ? [path] : []).flatMap((file) => lintable(file));
    if (folder === false && files.length === 0) problems.push(refusal('EV9016', path, 'none of the keys at its top is one that lint knows'));
    else if (files.length === 0)
      problems.push(refusal('EV9017', path, folder ? 'the folder holds none of these files' : 'there is no such file or folder'));
    for (const file of files) found.set(file.location, file);
  }
  if (problems.length > 0) throw new InputError(problems.flatMap((error) => error.problems));
  return [...found.values()];
}

function lintable(location: string): LintedFile[] {
  const text = readText(location);
  const form = formOf(text);
  return form === undefined ? [] : [{ location, text, form }];
}

/** Without hidden folders, packages, and links to folders, which `bazel build` leaves in a workspace. */
function yamlBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => byText(a.name, b.name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : yamlBelow(path);
    return /\.ya?ml$/.test(entry.name) && isFolder(path) === false ? [path] : [];
  });
}

function refusal(code: 'EV9016' | 'EV9017', location: string, message: string): InputError {
  return new InputError({ code, location, message });
}
