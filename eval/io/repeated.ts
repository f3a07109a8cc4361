/** Texts that are there more than once, in the order of their second time. */
export function repeated(texts: Iterable<string>): Set<string> {
  const [once, several] = [new Set<string>(), new Set<string>()];
  for (const text of texts) (once.has(text) ? several : once).add(text);
  return several;
}
