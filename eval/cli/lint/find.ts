/** Finds the files to lint: those named, and those in folders that are of a kind that lint knows. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, parseDocument } from 'yaml';
import type { LintResult } from '../../contracts/cli_results.ts';
import type { Source } from '../../criteria/read.ts';
import { type Problem, Problems } from '../../errors/errors.ts';
import { nearest } from '../../errors/nearest.ts';
import { readText } from '../../io/files.ts';
import { byText } from '../../io/order.ts';
import { isFolder } from '../inputs.ts';
import type { Form, LintedFile, LintInput } from './lint.ts';

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

const marks: ReadonlyMap<string, Form> = new Map([
  ['criteria', 'criteria'],
  ['measure', 'criteria'],
  ['classes', 'taxonomy'],
  ['sanity', 'sanity'],
]);

/** Undefined for YAML of any other kind, and for what is no YAML at all and names none of our keys. */
export function formOf(text: string): Form | undefined {
  const { contents, errors } = parseDocument(text, { prettyErrors: false, logLevel: 'error', uniqueKeys: false });
  const keys = isMap(contents) ? contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) : [];
  const misspelt = keys.includes('schema') ? keys.map((key) => nearest(key, marks.keys()) ?? '') : [];
  // What does not parse may have its keys anywhere: one at the beginning of a line tells.
  const written = errors.length === 0 ? [] : [...text.matchAll(/^[ \t]*(?:- )?["']?([a-z]+)["']?[ \t]*:/gm)].map(([, key = '']) => key);
  for (const found of [keys, misspelt, written]) for (const [mark, form] of marks) if (found.includes(mark)) return form;
  return undefined;
}

/** Why a text is no YAML at all, at its first mistake; several documents in one file are YAML. */
function brokenYaml({ location, text }: Source): { readonly location: string; readonly message: string }[] {
  const { errors } = parseDocument(text, { logLevel: 'error', uniqueKeys: false });
  const [error] = errors.filter(({ code }) => code !== 'MULTIPLE_DOCS');
  if (error === undefined) return [];
  return [{ location: `${location}:${error.linePos?.[0].line ?? 1}`, message: `not YAML: ${error.message.replace(/ at line.*$/s, '')}` }];
}
