/** The way from sources to a corpus in one process: import, verify shard by shard, assemble. */
import { run as assemble } from '../assemble/run.ts';
import type { Corpus, InputRow, SliceRow, TruthRow } from '../contracts/corpus.ts';
import { descriptionRow, draftRow } from '../contracts/draft.ts';
import { maskOptions } from '../import/importer.ts';
import { type ImportInput, run as importSources } from '../import/run.ts';
import { textOf } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { byText } from '../io/order.ts';
import { run as verify } from '../verify/run.ts';

interface DeclaredFile {
  readonly key: string;
  readonly path: string;
}

export interface CorpusInput extends Pick<ImportInput, 'importer' | 'options' | 'sources' | 'name' | 'shards'> {
  readonly files: {
    readonly images: readonly (DeclaredFile & { readonly shard: number })[];
    readonly masks: readonly DeclaredFile[];
    readonly labels: readonly DeclaredFile[];
  };
  /** Bytes of a declared file, by the path that `files` gives it. */
  readonly read: (path: string) => Uint8Array;
  readonly datasetVersion: string;
}

export interface MadeCorpus {
  readonly corpus: Corpus;
  /** Of all shards, by id. */
  readonly truth: readonly TruthRow[];
  readonly slices: readonly SliceRow[];
  /** Rows of each shard; a shard may be empty. */
  readonly inputs: readonly (readonly InputRow[])[];
}

/** @throws InputError of the first stage that refuses */
export async function makeCorpus({ files, read, datasetVersion, ...sources }: CorpusInput): Promise<MadeCorpus> {
  const reader = (list: readonly DeclaredFile[]) => {
    const paths = new Map(list.map(({ key, path }) => [key, path]));
    return (key: string) => read(paths.get(key) ?? key);
  };
  const keys = (list: readonly DeclaredFile[]) => list.map(({ key }) => key);
  const labels = reader(files.labels);
  const { imported, drafts, descriptions } = importSources({
    ...sources,
    pictures: files.images,
    masks: keys(files.masks),
    labels: keys(files.labels),
    labelText: (key) => textOf(labels(key), key),
  });
  const maskValues = maskOptions.mask_values.parse((sources.options as { readonly mask_values?: unknown }).mask_values);
  const shards = [];
  for (const rows of drafts) {
    const valid = rows.map((row) => validate(draftRow, row, `draft ${row.id}`));
    shards.push(await verify({ drafts: valid, read: { picture: reader(files.images), mask: reader(files.masks) }, maskValues }));
  }
  const { corpus, slices } = assemble({
    imported,
    descriptions: descriptions.map((row) => validate(descriptionRow, row, `description ${row.id}`)),
    digests: shards.flatMap(({ digests }) => digests),
    name: sources.name,
    datasetVersion,
  });
  const truth = shards.flatMap((shard) => shard.truth).sort((a, b) => byText(a.id, b.id));
  return { corpus, truth, slices, inputs: shards.map(({ inputs }) => inputs) };
}
