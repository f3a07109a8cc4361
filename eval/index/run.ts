/** Turns the sources of a corpus into a corpus: checks every picture against what its source says, and fixes a digest. */

import { sampleId } from '../contracts/common.ts';
import type { Corpus, InputRow, SliceRow, TruthRow } from '../contracts/corpus.ts';
import type { CorpusFiles } from '../contracts/files.ts';
import { Problems } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { textOf } from '../io/files.ts';
import { DeclaredFiles } from './declared_files.ts';
import { groupsOf } from './groups.ts';
import type { Draft, Imported, Source } from './importer.ts';
import { absorb } from './importer.ts';
import type { ImporterName } from './importers/table.ts';
import { importers } from './importers/table.ts';
import type { Sample } from './measure.ts';
import { measure } from './measure.ts';
import { byText } from './order.ts';

export interface IndexInput {
  readonly importer: ImporterName;
  /** The importer's own options, see its file. */
  readonly options: unknown;
  readonly files: CorpusFiles;
  readonly sources: ReadonlyMap<string, Source>;
  /** Bytes of a declared file, by the path that `files` gives it. */
  readonly read: (path: string) => Uint8Array;
  readonly name: string;
  readonly datasetVersion: string;
  readonly shards: number;
}

export interface IndexOutput {
  readonly corpus: Corpus;
  readonly truth: readonly TruthRow[];
  readonly slices: readonly SliceRow[];
  /** Rows of each shard; a shard may be empty. */
  readonly inputs: readonly (readonly InputRow[])[];
}

/** @throws InputError EV10…, EV11…, EV12…: everything that is wrong with the sources and files, at once */
export async function run(input: IndexInput): Promise<IndexOutput> {
  const problems = new Problems();
  checkShards(input, problems);
  const images = new DeclaredFiles('picture', input.files.images);
  const masks = new DeclaredFiles('mask', input.files.masks);
  const labels = new DeclaredFiles('label', input.files.labels);
  const read = {
    picture: (key: string) => input.read(images.path(key) ?? key),
    mask: (key: string) => input.read(masks.path(key) ?? key),
  };
  const labelText = (key: string) => textOf(input.read(labels.path(key) ?? key), key);

  const imported = importers[input.importer].read({ images, masks, labels, labelText, sources: input.sources, problems }, input.options);
  checkIds(imported.drafts, problems);
  const samples: Sample[] = [];
  for (const draft of [...imported.drafts].sort((a, b) => byText(a.id, b.id))) {
    try {
      samples.push(await measure(draft, read, problems));
    } catch (error) {
      absorb(problems, error);
    }
  }
  if (samples.length === 0 && problems.empty) {
    const excluded = imported.exclusions.length === 0 ? '' : `; ${imported.exclusions.length} were excluded`;
    problems.add({ code: 'EV1020', location: input.name, message: `the corpus has no samples${excluded}` });
  }
  problems.check();

  const groups = groupsOf(samples);
  const slices = samples.map(({ id, slices: values, notes, image, sha256: hash }) => ({
    id,
    slices: Object.fromEntries(Object.entries(values).map(([dimension, list]) => [dimension, [...list]])),
    group: groups.get(id) ?? id,
    notes: [...notes],
    image,
    sha256: hash,
  }));
  const exclusions = exclusionsOf(imported);
  const digest = digestOf({
    exclusions,
    samples: slices.map(({ image: _, ...row }, i) => ({ ...row, truth: samples[i]?.truthDigest })),
  });
  if (input.datasetVersion.startsWith('sha256:') && input.datasetVersion !== digest) {
    problems.add({
      code: 'EV1021',
      location: input.name,
      message: 'the corpus is not the version that is pinned',
      got: digest,
      expected: input.datasetVersion,
    });
    problems.check();
  }

  const shardOf = new Map(input.files.images.map(({ key, shard }) => [key, shard]));
  const rowsOf = (shard: number): InputRow[] =>
    samples.filter(({ image }) => (image === null ? 0 : shardOf.get(image)) === shard).map(({ input: row }) => row);
  return {
    corpus: {
      schemaVersion: 1,
      kind: 'corpus',
      name: input.name,
      datasetVersion: input.datasetVersion,
      digest,
      importer: input.importer,
      statements: [...imported.statements],
      samples: samples.length,
      exclusions,
      remarks: [...imported.remarks, ...unusedRemark(images)],
      dimensions: dimensionsOf(imported, samples),
    },
    truth: samples.map(({ id, truth }) => ({ id, truth })),
    slices,
    inputs: Array.from({ length: input.shards }, (_, shard) => rowsOf(shard)),
  };
}

/** Every picture has its own key and one of the shards that are written: else rows would be lost without a word. */
function checkShards({ files, shards }: IndexInput, problems: Problems): void {
  const keys = new Set<string>();
  for (const { key, shard } of files.images) {
    if (keys.has(key)) problems.add({ code: 'EV5001', location: key, message: 'the picture is declared twice' });
    if (shard >= shards) problems.add({ code: 'EV5001', location: key, message: `the picture is in shard ${shard} of ${shards}` });
    keys.add(key);
  }
}

/** EV1011 ids that no file may hold, EV1016 ids that two samples share. */
function checkIds(drafts: readonly Draft[], problems: Problems): void {
  const seen = new Map<string, string>();
  for (const { id, image } of drafts) {
    const other = seen.get(id);
    if (other !== undefined)
      problems.add({ code: 'EV1016', location: `sample ${id}`, message: 'two samples share an id', got: `${other}, ${image ?? 'no picture'}` });
    seen.set(id, image ?? 'no picture');
    const checked = sampleId.safeParse(id);
    if (!checked.success)
      problems.add({ code: 'EV1011', location: image ?? `sample ${id}`, message: `no sample id: ${checked.error.issues[0]?.message}`, got: id });
  }
}

function exclusionsOf({ exclusions }: Imported): Corpus['exclusions'] {
  return [...new Set(exclusions.map(({ reason }) => reason))].sort(byText).map((reason) => {
    const ids = exclusions
      .filter((entry) => entry.reason === reason)
      .map(({ id }) => id)
      .sort(byText);
    return { reason, count: ids.length, ids };
  });
}

function unusedRemark(images: DeclaredFiles): string[] {
  const unused = images.unused.length;
  if (unused === 0) return [];
  return [unused === 1 ? '1 declared picture belongs to no sample.' : `${unused} declared pictures belong to no sample.`];
}

function dimensionsOf({ dimensions }: Imported, samples: readonly Sample[]): Corpus['dimensions'] {
  const valuesOf = ({ slices }: Sample, dimension: string) => (Object.hasOwn(slices, dimension) ? (slices[dimension] ?? []) : []);
  const counted = Object.entries(dimensions).map(([dimension, values]) => {
    const sizes = values.map(({ value, title }) => ({
      value,
      title,
      samples: samples.filter((sample) => valuesOf(sample, dimension).includes(value)).length,
    }));
    return [dimension, sizes] as const;
  });
  return Object.fromEntries(counted);
}
