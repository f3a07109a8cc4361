/** Puts a corpus's summary together from a short row a sample: groups, counts of slices, the digest. */
import type { PartSets } from '../contracts/common.ts';
import type { Corpus, SliceRow } from '../contracts/corpus.ts';
import type { DescriptionRow, DigestRow, Imported } from '../contracts/draft.ts';
import { InputError } from '../errors/errors.ts';
import { byText } from '../io/order.ts';
import { corpusDigest, sampleDigest } from './digest.ts';
import { groupsOf } from './groups.ts';
import { checkMasks } from './masks.ts';

export interface AssembleInput {
  readonly imported: Imported;
  readonly descriptions: Iterable<DescriptionRow>;
  /** Of all shards, in any order. */
  readonly digests: Iterable<DigestRow>;
  readonly name: string;
  readonly datasetVersion: string;
}

export interface AssembleOutput {
  readonly corpus: Corpus;
  /** By id. */
  readonly slices: readonly SliceRow[];
}

/** @throws InputError EV1029 and EV1030 for masks that cannot mean what they are declared to, EV1021 for a corpus that is not the pinned version, EV5001 for files that are not about the same samples */
export function run({ imported, descriptions, digests, name, datasetVersion }: AssembleInput): AssembleOutput {
  const described = new Map([...descriptions].map((row) => [row.id, row]));
  const samples = [...digests].sort((a, b) => byText(a.id, b.id)).map((row) => ({ ...row, ...descriptionOf(row.id, described) }));
  if (samples.length !== described.size)
    throw new InputError({ code: 'EV5001', location: name, message: `${described.size} samples were imported, ${samples.length} verified` });
  const { drawn } = imported;
  checkMasks(imported, samples, name);
  const groups = groupsOf(samples);
  const exclusions = exclusionsOf(imported);
  const slices: SliceRow[] = [];
  const lines = samples.map(({ id, slices: values, notes, image, sha256, truth, mask }) => {
    const all = drawn === undefined ? values : { ...values, [drawn]: mask?.parts ?? [] };
    const own = Object.fromEntries(Object.entries(all).map(([dimension, list]) => [dimension, [...list]]));
    const row = { id, slices: own, group: groups.get(id) ?? id, notes: [...notes], image, sha256 };
    slices.push(row);
    return { id, digest: sampleDigest(row, truth) };
  });
  const digest = corpusDigest(lines, exclusions);
  if (datasetVersion.startsWith('sha256:') && datasetVersion !== digest) {
    const message = 'the corpus is not the version that is pinned';
    throw new InputError({ code: 'EV1021', location: name, message, got: digest, expected: datasetVersion });
  }
  const parts = partsOf([imported, ...samples]);
  const corpus: Corpus = {
    schemaVersion: 1,
    kind: 'corpus',
    name,
    datasetVersion,
    digest,
    importer: imported.importer,
    statements: [...imported.statements],
    samples: samples.length,
    exclusions,
    remarks: [...imported.remarks],
    dimensions: dimensionsOf(imported, slices),
    ...(Object.keys(parts).length === 0 ? {} : { parts }),
  };
  return { corpus, slices };
}

/** The union of what the source declares and of what samples have, by set, in text order. */
function partsOf(having: readonly { readonly parts?: PartSets | undefined }[]): PartSets {
  const sets = new Map<string, Set<string>>();
  for (const { parts = {} } of having) {
    for (const [set, names] of Object.entries(parts)) {
      const known = sets.get(set) ?? new Set<string>();
      for (const name of names) known.add(name);
      sets.set(set, known);
    }
  }
  return Object.fromEntries([...sets].map(([set, names]) => [set, [...names].sort(byText)]));
}

function descriptionOf(id: string, described: ReadonlyMap<string, DescriptionRow>): DescriptionRow {
  const row = described.get(id);
  if (row === undefined) throw new InputError({ code: 'EV5001', location: `sample ${id}`, message: 'the sample was verified and not imported' });
  return row;
}

function exclusionsOf({ exclusions }: Imported): Corpus['exclusions'] {
  const byReason = Map.groupBy(exclusions, ({ reason }) => reason);
  return [...byReason]
    .sort(([a], [b]) => byText(a, b))
    .map(([reason, list]) => ({ reason, count: list.length, ids: list.map(({ id }) => id).sort(byText) }));
}

/** Known values of each dimension with the number of samples that have them; those without a sample too. */
function dimensionsOf({ dimensions }: Imported, rows: readonly SliceRow[]): Corpus['dimensions'] {
  const counts = new Map<string, number>();
  for (const { slices } of rows) {
    for (const [dimension, values] of Object.entries(slices)) {
      for (const value of new Set(values)) counts.set(keyOf(dimension, value), (counts.get(keyOf(dimension, value)) ?? 0) + 1);
    }
  }
  const counted = Object.entries(dimensions).map(([dimension, values]) => {
    const sizes = values.map(({ value, title }) => ({ value, title, samples: counts.get(keyOf(dimension, value)) ?? 0 }));
    return [dimension, sizes] as const;
  });
  return Object.fromEntries(counted);
}

function keyOf(dimension: string, value: string): string {
  return JSON.stringify([dimension, value]);
}
