/** File names of the strips in the gallery folder. */

const maximumLength = 120;

/**
 * A function that names one strip after another, `<corpus>-<id>.jpg`: characters that file systems or links treat in their own
 * way become "_", and names that would then be the same, in any spelling, are numbered.
 */
export function stripNamer(): (sample: { readonly corpus: string; readonly id: string }) => string {
  const taken = new Set<string>();
  return ({ corpus, id }) => {
    const stem = `${corpus}-${id}`.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, maximumLength);
    let name = stem;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
    taken.add(name.toLowerCase());
    return `${name}.jpg`;
  };
}
