/** Predictions in files that are called like the pictures that they are about. */
import type { InputRow } from '../contracts/corpus.ts';
import type { Problems } from '../errors/errors.ts';
import { byStem, nearest, stem } from '../io/file_names.ts';

/**
 * The sample of each file, by the file's stem without its suffix; where samples share one, the folders above the files decide. A sample
 * without a picture is called by its id.
 * Problems: EV4004 a file about no sample, or about any of several
 */
export function samplesOfFiles<S extends InputRow>(
  files: Iterable<string>,
  suffixOf: (file: string) => string,
  { samples, corpus }: { readonly samples: readonly S[]; readonly corpus: string },
  problems: Problems,
): Map<string, S> {
  const byPath = new Map(samples.map((sample): [string, S] => [sample.kind === 'image' ? sample.image : `${sample.id}.`, sample]));
  const pathsOf = byStem(byPath.keys());
  const found = new Map<string, S>();
  for (const file of files) {
    const [name, suffix] = [stem(file), suffixOf(file)];
    const paths = name.endsWith(suffix) ? nearest(file, pathsOf(name.slice(0, name.length - suffix.length))) : [];
    const sample = byPath.get(paths[0] ?? '');
    const refuse = (message: string) => problems.add({ code: 'EV4004', location: file, message });
    if (sample === undefined) refuse(`corpus ${corpus} has no picture of this name`);
    else if (paths.length > 1) refuse(`several pictures of corpus ${corpus} have this name: ${paths.join(', ')}`);
    else found.set(file, sample);
  }
  return found;
}
