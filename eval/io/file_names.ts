/** Names of files that belong together: a mask or a text is called like its picture, and where pictures share a name the folders decide. */

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export const extension = /(?<=[^/])\.[^./]*$/;

/** File name without its last extension, in NFC: an accent is one character or two, depending on the system that packed the files. */
export function stem(path: string): string {
  return fileName(path).replace(extension, '').normalize();
}

/** Paths by their stem; a stem that is a number and has none of its own finds the one that is equal but for leading zeros: `00007` finds `7.jpg`. */
export function byStem(paths: Iterable<string>): (name: string) => readonly string[] {
  const all = [...paths];
  const exact = Map.groupBy(all, stem);
  const numbers = Map.groupBy(all, (path) => withoutZeros(stem(path)));
  return (name) => exact.get(name) ?? numbers.get(withoutZeros(name)) ?? [];
}

function withoutZeros(name: string): string {
  return name.replace(/^0+(?=\d+$)/, '');
}

/** Those of the candidates that share most folders with a file, counted from the file upwards: `masks/cam1/7.png` and `images/cam1/7.png`. */
export function nearest(file: string, candidates: readonly string[]): readonly string[] {
  const shared = candidates.map((candidate) => sharedFolders(candidate, file));
  return candidates.filter((_, i) => shared[i] === Math.max(...shared));
}

function sharedFolders(a: string, b: string): number {
  const [left, right] = [a, b].map((key) => key.slice(0, -fileName(key).length).split('/').reverse()) as [string[], string[]];
  const differs = left.findIndex((folder, i) => folder !== right[i]);
  return differs < 0 ? left.length : differs;
}
