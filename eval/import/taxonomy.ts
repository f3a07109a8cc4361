/** Failure classes of a report, by the rules of a taxonomy. */

import { type FailureClass, type TaxonomyFile, taxonomyFile } from '../contracts/taxonomy.ts';
import { readYaml } from '../io/yaml.ts';
import type { Source } from './drafts.ts';

export interface Taxonomy {
  /** Every class in the file's order, then the default. */
  readonly values: readonly { readonly value: string; readonly title: string }[];
  readonly fallback: string;
  /** Ids of all classes that apply to one report, in the file's order; none when no rule hits. */
  readonly classify: (note: string, source: Readonly<Record<string, unknown>>) => string[];
}

interface Report {
  readonly notes: string;
  readonly source: Readonly<Record<string, unknown>>;
}

/** @throws InputError EV1101 not YAML as we read it, EV1102 not a taxonomy; all problems with file:line:column */
export function readTaxonomy({ text, location }: Source): Taxonomy {
  const file = readYaml<TaxonomyFile>(text, location, taxonomyFile, { syntax: 'EV1101', shape: 'EV1102' }).value;
  const rules = file.classes.map((entry) => ({ id: entry.id, applies: ruleOf(entry) }));
  return {
    values: [...file.classes.map(({ id, title }) => ({ value: id, title })), { value: file.default, title: 'No rule applies' }],
    fallback: file.default,
    classify: (note, source) => rules.filter(({ applies }) => applies(normalise(note), source)).map(({ id }) => id),
  };
}

/** Classes of all reports of one sample together, in the taxonomy's order; the default when no rule hits. */
export function classesOf(reports: readonly Report[], { values, fallback, classify }: Taxonomy): string[] {
  const hit = new Set(reports.flatMap(({ notes, source }) => classify(notes, source)));
  return hit.size === 0 ? [fallback] : values.map(({ value }) => value).filter((value) => hit.has(value));
}

type Rule = (note: string, source: Readonly<Record<string, unknown>>) => boolean;

function ruleOf({ keywords, not_keywords, source: entries }: FailureClass): Rule {
  const wanted = keywords.map(pattern);
  const unwanted = not_keywords.map(pattern);
  return (note, source) =>
    (wanted.some((word) => word.test(note)) && !unwanted.some((word) => word.test(note))) ||
    entries.some((entry) => Object.entries(entry).every(([field, value]) => source[field] === value));
}

/** Compatibility forms made equal (NFKC), lower case, white space collapsed: full-width letters and hard blanks match. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The keyword with no letter or digit directly before it, and none after it unless it ends in `*`. */
function pattern(keyword: string): RegExp {
  const [, word = '', star = ''] = /^(.*?)(\**)$/su.exec(normalise(keyword)) ?? [];
  const literal = word.replace(/[$()*+.?[\\\]^{|}/]/gu, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}${star === '' ? '(?![\\p{L}\\p{N}])' : ''}`, 'u');
}
