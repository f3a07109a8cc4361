/** File names in the gallery folder. */

const maximumLength = 120;

/**
 * A function that names one file after another, `<corpus>-<id>`: characters that file systems or links treat in their own
 * way become "_", and names that would then be the same, in any spelling, are numbered.
 */
export function fileNamer(): (drawn: { readonly corpus: string; readonly id: string }, extension: string) => string {
  const taken = new Set<string>();
  return ({ corpus, id }, extension) => {
    const stem = `${corpus}-${id}`.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, maximumLength);
    let name = stem;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
    taken.add(name.toLowerCase());
    return `${name}.${extension}`;
  };
}
