/** What somebody may have meant who misspelt a name. */
import { editDistance } from './edit_distance.ts';

/** Names are shorter; what is longer is no misspelt one, and the time to compare two texts grows with the product of their lengths. */
const longestName = 300;

/** The known name nearest to a misspelt one (edit distance), or undefined when none is near. */
export function nearest(wanted: string, known: Iterable<string>): string | undefined {
  if (wanted.length > longestName) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    // So many letters at least would have to be put in or taken out.
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Keys that have another name now. */
const renamed: ReadonlyMap<string, string> = new Map([['evidence', 'external_metrics']]);

/** ` (now: …)` or ` (nearest: …)` to end a message with, or nothing when the name is no former one and no known name is near. */
export function nearestText(wanted: string, known: Iterable<string>): string {
  const now = renamed.get(wanted);
  if (now !== undefined && [...known].includes(now)) return ` (now: ${now})`;
  const near = nearest(wanted, known);
  return near === undefined ? '' : ` (nearest: ${near})`;
}
