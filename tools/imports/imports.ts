/** Who imports whom in eval/, type imports among them. */
import { posix } from 'node:path';

/** Path of a file below the repository's root -> its text. */
export type Sources = ReadonlyMap<string, string>;
export type Imports = ReadonlyMap<string, readonly string[]>;

const statement = /^(?:(?:import|export)\b[^;'"]*?\bfrom\s*|import\s*|\}\s*from\s*)'(\.{1,2}\/[^']+)'/gm;

/** Imports of files that are among the sources. */
export function importsOf(sources: Sources): Imports {
  return new Map(
    [...sources].map(([path, text]) => {
      const targets = [...text.matchAll(statement)].map(([, target = '']) => posix.join(posix.dirname(path), target));
      return [path, [...new Set(targets)].filter((target) => sources.has(target))];
    }),
  );
}

/** Files that reach each other, as one list for each group; none where imports go in one direction only. */
export function circles(imports: Imports): string[][] {
  const reached = new Map([...imports.keys()].map((path) => [path, reachedFrom(path, imports)]));
  const groups = [...reached]
    .filter(([path, others]) => others.has(path))
    .map(([path, others]) => [...others].filter((other) => reached.get(other)?.has(path)).sort());
  return [...new Map(groups.map((group) => [group.join(' '), group])).values()].sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

function reachedFrom(path: string, imports: Imports): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...(imports.get(path) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(imports.get(next) ?? []));
  }
  return reached;
}

/** Each import from one of these folders of eval/ into another one, as "from -> to". */
export function crossings(imports: Imports, folders: ReadonlySet<string>): string[] {
  const folderOf = (path: string): string => path.split('/')[1] ?? '';
  const found = [...imports].flatMap(([path, targets]) =>
    targets
      .map((target) => [folderOf(path), folderOf(target)] as const)
      .filter(([from, to]) => from !== to && folders.has(from) && folders.has(to))
      .map(([from, to]) => `${from} -> ${to}`),
  );
  return [...new Set(found)].sort();
}
