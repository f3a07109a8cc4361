/** Keys that a JSON text writes twice in one object. JSON.parse keeps the last one without a word. */

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** @param text valid JSON; @returns the doubled keys in the order in which they are written again */
export function doubledKeys(text: string): string[] {
  const doubled: string[] = [];
  /** Keys of the objects that are open; null for a list. */
  const open: (Set<string> | null)[] = [];
  let isKey = false;
  for (const [found] of text.matchAll(token)) {
    if (found === '{' || found === '[') open.push(found === '{' ? new Set() : null);
    else if (found === '}' || found === ']') open.pop();
    const keys = open.at(-1) ?? null;
    if (isKey && keys !== null && found.startsWith('"')) {
      const key = JSON.parse(found) as string;
      if (keys.has(key)) doubled.push(key);
      keys.add(key);
    }
    isKey = found === '{' || (found === ',' && keys !== null);
  }
  return doubled;
}
