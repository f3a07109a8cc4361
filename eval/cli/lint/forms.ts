/** Which of our YAML files a text is, by the keys at its top: also where the rest of it is broken. */
import { isMap, isScalar, parseDocument } from 'yaml';
import type { LintResult } from '../../contracts/cli_results.ts';
import type { Source } from '../../criteria/read.ts';
import { nearest } from '../../errors/nearest.ts';

export type Form = LintResult['files'][number]['form'];

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
export function brokenYaml({ location, text }: Source): { readonly location: string; readonly message: string }[] {
  const { errors } = parseDocument(text, { logLevel: 'error', uniqueKeys: false });
  const [error] = errors.filter(({ code }) => code !== 'MULTIPLE_DOCS');
  if (error === undefined) return [];
  return [{ location: `${location}:${error.linePos?.[0].line ?? 1}`, message: `not YAML: ${error.message.replace(/ at line.*$/s, '')}` }];
}
