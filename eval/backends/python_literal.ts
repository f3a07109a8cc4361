/** Python's literals, as exporters write them into metadata. */
import { parse } from 'yaml';

/** Quoted text, which is left as it is, and words that YAML writes otherwise. */
const spans = /'[^'\n]*'|"[^"\n]*"|\b(?:True|False|None)\b/g;
const words: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

/**
 * Numbers, text, lists, dicts and the three words are YAML in nearly the same form. Escapes mean something else there, and tuples are text.
 * @returns undefined when the text is none of these
 * @example parsePythonLiteral("{0: 'bowl', 1: \"potter's mug\"}") // Map { 0 => 'bowl', 1 => "potter's mug" }
 */
export function parsePythonLiteral(text: string): unknown {
  if (text.includes('\\') || !/^[\s\d.,:+\-eE{}[\]]*$/.test(text.replaceAll(spans, ''))) return undefined;
  try {
    const value: unknown = parse(
      text.replaceAll(spans, (span) => words[span] ?? span),
      { mapAsMap: true, logLevel: 'error' },
    );
    return value === null ? undefined : value;
  } catch {
    return undefined;
  }
}
