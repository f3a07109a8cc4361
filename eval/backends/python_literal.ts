/** Python's literals, as exporters write them into metadata. */
import { parse } from 'yaml';

/**
 * Numbers, text, lists and dicts are YAML in the same form. Escapes mean something else there, and tuples and words are text.
 * @returns undefined when the text is none of these
 * @example parsePythonLiteral("{0: 'bowl', 1: \"potter's mug\"}") // Map { 0 => 'bowl', 1 => "potter's mug" }
 */
export function parsePythonLiteral(text: string): unknown {
  if (text.includes('\\') || !/^[\s\d.,:+\-eE{}[\]]*$/.test(text.replaceAll(/'[^'\n]*'|"[^"\n]*"/g, ''))) return undefined;
  try {
    const value: unknown = parse(text, { mapAsMap: true, logLevel: 'error' });
    return value === null ? undefined : value;
  } catch {
    return undefined;
  }
}
