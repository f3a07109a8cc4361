/** Puts a corpus's summary together from a short row a sample: groups, counts of slices, the digest. */

import { PartUnion } from '../annotations/part_union.ts';
import type { Corpus, SliceRow } from '../contracts/corpus.ts';
import type { DescriptionRow, DigestRow, Imported } from '../contracts/draft.ts';
import { InputError } from '../errors/errors.ts';
import { byText } from '../io/order.ts';
import { BlankClasses } from './blank_classes.ts';
import { CorpusDigest, sampleDigest } from './digest.ts';
import { Groups } from './groups.ts';
import { MaskSurvey } from './masks.ts';

/** Rows by id. They are walked through once, then asked for one by one: a file of any size can be such rows. */
export interface RowsById<T> {
  readonly rows: Iterable<T>;
  /** Whether a row was walked past. */
  readonly has: (id: string) => boolean;
  /** A row that was among them. */
  readonly at: (id: string) => T;
}

export interface AssembleInput {
  readonly imported: Imported;
  readonly descriptions: RowsById<DescriptionRow>;
  /** Of all shards, in any order. */
  readonly digests: RowsById<DigestRow>;
  readonly name: string;
  readonly datasetVersion: string;
}

export interface AssembleOutput {
  readonly corpus: Corpus;
  /** By id. */
  readonly slices: readonly SliceRow[];
}

/** Everything in memory: for small jobs. @throws InputError as `assemble` */
export function run({ descriptions, digests, ...input }: Omit<AssembleInput, 'descriptions' | 'digests'> & Rows): AssembleOutput {
  const slices: SliceRow[] = [];
  const rows = assemble({ ...input, descriptions: rowsById(descriptions), digests: rowsById(digests) });
  for (let next = rows.next(); ; next = rows.next()) {
    if (next.done) return { corpus: next.value, slices };
    slices.push(next.value);
  }
}

interface Rows {
  readonly descriptions: Iterable<DescriptionRow>;
  readonly digests: Iterable<DigestRow>;
}

function rowsById<T extends { readonly id: string }>(rows: Iterable<T>): RowsById<T> {
  const byId = new Map([...rows].map((row) => [row.id, row]));
  return { rows: byId.values(), has: (id) => byId.has(id), at: (id) => byId.get(id) as T };
}

/**
 * The rows of slices.ndjson by id, and then the summary. Only ids, names of relatives and hashes are in memory.
 * @throws InputError EV1029 and EV1030 for masks that cannot mean what they are declared to, EV1021 for a corpus that is not the
 * pinned version, EV5001 for files that are not about the same samples
 */
export function* assemble({ imported, descriptions, digests, name, datasetVersion }: AssembleInput): Generator<SliceRow, Corpus> {
  const related = new Map<string, readonly string[]>();
  let described = 0;
  for (const row of descriptions.rows) {
    described++;
    if (row.related.length > 0) related.set(row.id, row.related);
  }
  const groups = new Groups();
  const ids: string[] = [];
  const masks = new MaskSurvey();
  const parts = new PartUnion();
  parts.add(imported);
  for (const row of digests.rows) {
    const { id, sha256 } = row;
    masks.add(row);
    parts.add(row);
    if (!descriptions.has(id))
      throw new InputError({ code: 'EV5001', location: `sample ${id}`, message: 'the sample was verified and not imported' });
    groups.add({ id, related: related.get(id) ?? [], sha256 });
    ids.push(id);
  }
  if (ids.length !== described)
    throw new InputError({ code: 'EV5001', location: name, message: `${described} samples were imported, ${ids.length} verified` });
  masks.check(imported, name);

  const { drawn } = imported;
  const exclusions = exclusionsOf(imported);
  const digest = new CorpusDigest(exclusions);
  const counts = new Map<string, number>();
  const blank = new BlankClasses(imported.background);
  for (const id of ids.sort(byText)) {
    const { slices: values, notes } = descriptions.at(id);
    const verified = digests.at(id);
    const { image, sha256, look, leaks, truth, mask } = verified;
    const all = drawn === undefined ? values : { ...values, [drawn]: mask?.parts ?? [] };
    const own = Object.fromEntries(Object.entries(all).map(([dimension, list]) => [dimension, [...list]]));
    const row = { id, slices: own, group: groups.of({ id, sha256 }), notes: [...notes], image, sha256 };
    digest.add(id, sampleDigest(row, truth));
    count(row, counts);
    blank.add(row, verified);
    yield { ...row, ...(look !== undefined && { look }), ...(leaks !== undefined && { leaks }) };
  }
  blank.check(name);
  const found = digest.value;
  if (datasetVersion.startsWith('sha256:') && datasetVersion !== found) {
    const message = 'the corpus is not the version that is pinned';
    throw new InputError({ code: 'EV1021', location: name, message, got: found, expected: datasetVersion });
  }
  return {
    schemaVersion: 1,
    kind: 'corpus',
    name,
    datasetVersion,
    digest: found,
    importer: imported.importer,
    statements: [...imported.statements],
    samples: ids.length,
    exclusions,
    remarks: [...imported.remarks],
    dimensions: dimensionsOf(imported, counts),
    ...(blank.found.length === 0 ? {} : { blank: blank.found }),
    ...(Object.keys(parts.value).length === 0 ? {} : { parts: parts.value }),
  };
}

function exclusionsOf({ exclusions }: Imported): Corpus['exclusions'] {
  const byReason = Map.groupBy(exclusions, ({ reason }) => reason);
  return [...byReason]
    .sort(([a], [b]) => byText(a, b))
    .map(([reason, list]) => ({ reason, count: list.length, ids: list.map(({ id }) => id).sort(byText) }));
}

/** Adds a sample to the values that it has. */
function count({ slices }: SliceRow, counts: Map<string, number>): void {
  for (const [dimension, values] of Object.entries(slices)) {
    for (const value of new Set(values)) counts.set(keyOf(dimension, value), (counts.get(keyOf(dimension, value)) ?? 0) + 1);
  }
}

/** Known values of each dimension with the number of samples that have them; those without a sample too. */
function dimensionsOf({ dimensions }: Imported, counts: ReadonlyMap<string, number>): Corpus['dimensions'] {
  const counted = Object.entries(dimensions).map(([dimension, values]) => {
    const sizes = values.map(({ value, title }) => ({ value, title, samples: counts.get(keyOf(dimension, value)) ?? 0 }));
    return [dimension, sizes] as const;
  });
  return Object.fromEntries(counted);
}

function keyOf(dimension: string, value: string): string {
  return JSON.stringify([dimension, value]);
}
