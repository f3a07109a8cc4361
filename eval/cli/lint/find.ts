/** Finds the files to lint: those named, and those in folders that are of a kind that lint knows. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LintResult } from '../../contracts/cli_results.ts';
import { type Problem, Problems } from '../../errors/errors.ts';
import { readText } from '../../io/files.ts';
import { byText } from '../../io/order.ts';
import { isFolder } from '../inputs.ts';
import { brokenYaml, formOf } from './forms.ts';
import type { LintedFile, LintInput } from './lint.ts';

/**
 * In the order of the paths, within a folder by name; each file once. What cannot be linted is among the problems, so that it
 * hides nothing of the rest: EV2001, EV9016, EV9017, EV5002. What is no YAML in a folder may be of another kind: a warning.
 * @throws InputError with these problems where there is no rest
 */
export function findFiles(paths: readonly string[]): Pick<LintInput, 'files' | 'unreadable' | 'doubtful'> {
  const problems = new Problems();
  const found = new Map<string, LintedFile>();
  const doubtful: LintResult['warnings'] = [];
  for (const path of paths) {
    const folder = isFolder(path);
    if (folder === undefined) problems.add({ code: 'EV9017', location: path, message: 'there is no such file or folder' });
    const names = folder ? yamlBelow(path) : folder === false ? [path] : [];
    const texts = names.flatMap((location) => {
      const text = problems.collect(() => readText(location));
      return text === undefined ? [] : [{ location, text }];
    });
    const files = texts.flatMap((file) => lintable(file));
    for (const file of files) found.set(file.location, file);
    const broken = folder ? texts.filter((file) => !files.some(({ location }) => location === file.location)).flatMap(brokenYaml) : [];
    doubtful.push(...broken.map((told) => ({ rule: 'not_yaml', ...told, cure: 'Correct it if it is a file of ours; nothing in it was looked at.' })));
    if (files.length > 0 || texts.length < names.length) continue;
    if (folder === false) problems.add(unknownFile(path, texts[0]?.text ?? ''));
    else if (folder) problems.add({ code: 'EV9017', location: path, message: 'the folder holds none of these files' });
    if (folder) for (const told of broken) problems.add({ code: 'EV2001', ...told });
  }
  if (found.size === 0) problems.check();
  return { files: [...found.values()], unreadable: problems.all, doubtful };
}

function unknownFile(location: string, text: string): Problem {
  const [broken] = brokenYaml({ location, text });
  if (broken !== undefined) return { code: 'EV2001', ...broken };
  return { code: 'EV9016', location, message: 'none of the keys at its top is one that lint knows' };
}

function lintable({ location, text }: Omit<LintedFile, 'form'>): LintedFile[] {
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
