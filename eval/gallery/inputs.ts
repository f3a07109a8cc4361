/** From arguments to what is known about the chosen samples; files are read one at a time and all other rows forgotten. */
import { InputError } from '../errors/errors.ts';
import { DeclaredBytes } from '../packs/declared.ts';

/** Names a sample in all corpora. */
export interface SampleKey {
  readonly corpus: string;
  readonly id: string;
}

/** A file of a corpus; a corpus may have several. */
export interface CorpusFile {
  readonly corpus: string;
  readonly path: string;
}

/** `--flag corpus=path`, given any number of times, also for one corpus. @throws InputError EV9001 */
export function corpusFiles(flag: string, given: readonly string[]): CorpusFile[] {
  return given.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new InputError({ code: 'EV9001', location: 'arguments', message: `--${flag} ${pair}: expected corpus=path` });
    return { corpus: pair.slice(0, at), path: pair.slice(at + 1) };
  });
}

/** A lookup of the rows that are wanted, by sample or by what is in the row. */
export function wantedRows<T extends { readonly id: string }>(
  files: readonly CorpusFile[],
  read: (path: string) => Iterable<T>,
  isWanted: (sample: SampleKey, row: T) => boolean,
): (sample: SampleKey) => T | undefined {
  const found = new Map<string, T>();
  for (const { corpus, path } of files) {
    for (const row of read(path)) {
      const sample = { corpus, id: row.id };
      if (isWanted(sample, row)) found.set(keyOf(sample), row);
    }
  }
  return (sample) => found.get(keyOf(sample));
}

/** Whether a sample is one of these. */
export function oneOf(samples: readonly SampleKey[]): (sample: SampleKey) => boolean {
  const keys = new Set(samples.map(keyOf));
  return (sample) => keys.has(keyOf(sample));
}

/**
 * A lookup of pictures' paths by corpus and key.
 * @param given `corpus=key=path`; the rules write an equals sign in a key as %3D, and a percent sign as %25
 * @throws InputError EV9001; the lookup: EV5403 for a picture that is not among the files
 */
export function imagePaths(given: readonly string[]): (corpus: string, key: string) => string {
  for (const picture of given) {
    if (/^[^=]+=[^=]+=/.test(picture)) continue;
    throw new InputError({ code: 'EV9001', location: 'arguments', message: `--picture ${picture}: expected corpus=key=path` });
  }
  // A few pictures of very many are asked for: a map of all would be larger than everything else.
  return (corpus, key) => {
    const start = `${escaped(corpus)}=${escaped(key)}=`;
    const found = given.findLast((picture) => picture.startsWith(start));
    if (found !== undefined) return found.slice(start.length);
    throw new InputError({ code: 'EV5403', location: `${corpus}/${key}`, message: 'the picture is not among the files of its corpus' });
  };
}

/**
 * A lookup of bytes of pictures in packs by corpus and key; undefined for a picture that lies in none.
 * @param wanted keys of all pictures that will be asked for
 * @throws InputError EV9001
 */
export function packedPictures(
  packs: readonly string[],
  indexes: readonly string[],
  wanted: ReadonlySet<string>,
): (corpus: string, key: string) => Uint8Array | undefined {
  const paths = (flag: string, given: readonly string[]) => Map.groupBy(corpusFiles(flag, given), ({ corpus }) => corpus);
  const known = paths('pack-index', indexes);
  const byCorpus = new Map(
    [...paths('pack', packs)].map(([corpus, files]) => {
      const given = { packs: files.map(({ path }) => path), indexes: (known.get(corpus) ?? []).map(({ path }) => path) };
      return [corpus, new DeclaredBytes({ files: new Map(), wanted, ...given })];
    }),
  );
  return (corpus, key) => byCorpus.get(escaped(corpus))?.read(key);
}

function escaped(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('=', '%3D');
}

function keyOf({ corpus, id }: SampleKey): string {
  return JSON.stringify([corpus, id]);
}
