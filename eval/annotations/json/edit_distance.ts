/**
 * Fewest insertions, deletions and substitutions that turn one sequence into the other, row by row (V. Levenshtein 1966;
 * R. Wagner and M. Fischer, JACM 21, 1974).
 */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, item] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      const substituted = (previous[j] as number) + (item === other ? 0 : 1);
      row.push(Math.min(substituted, (previous[j + 1] as number) + 1, (row[j] as number) + 1));
    }
    previous = row;
  }
  return previous[b.length] as number;
}
