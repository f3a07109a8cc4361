/** Which of our YAML files a text is, by the keys at its top: also where the rest of it is broken. */
import { isMap, isScalar, parseDocument } from 'yaml';
import type { LintResult } from '../../contracts/answers.ts';

export type Form = LintResult['files'][number]['form'];

const marks: readonly (readonly [key: string, form: Form])[] = [
  ['criteria', 'criteria'],
  ['measure', 'criteria'],
  ['classes', 'taxonomy'],
  ['sanity', 'sanity'],
];

/** Undefined for YAML of any other kind, and for what is no YAML at all. */
export function formOf(text: string): Form | undefined {
  const { contents } = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  const keys = new Set(isMap(contents) ? contents.items.map(({ key }) => (isScalar(key) ? key.value : undefined)) : []);
  return marks.find(([key]) => keys.has(key))?.[1];
}
