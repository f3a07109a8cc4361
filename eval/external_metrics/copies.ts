/** Copies of one thing under several names: each would be counted, and n would be larger than what was observed. */
import type { Json } from '../contracts/common.ts';
import { canonicalJson } from '../io/canonical_json.ts';

/** Names that differ in nothing but case, blanks or Unicode form are one name. */
export function folded(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** One text for values that differ in no more than the order of keys, and the case and blanks of texts. */
export function contentOf(value: Json): string {
  return canonicalJson(withFoldedTexts(value));
}

function withFoldedTexts(value: Json): Json {
  if (typeof value === 'string') return folded(value);
  // JSON can write numbers that are too large for one, and no canonical form has them.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(withFoldedTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, withFoldedTexts(own)]));
}
