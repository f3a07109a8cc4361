/** Reads the sources of a corpus: drafts of its samples by shard, and what is said about them. It opens no picture. */
import { sampleId } from '../contracts/common.ts';
import type { DescriptionRow, DraftRow, Imported } from '../contracts/draft.ts';
import { Problems } from '../errors/errors.ts';
import { sha256 } from '../io/digest.ts';
import { byText } from '../io/order.ts';
import { Texts } from '../io/texts.ts';
import { Numbers } from '../io/typed_arrays.ts';
import { counted } from '../io/words.ts';
import { DeclaredFiles } from './declared_files.ts';
import type { Draft, Source } from './importer.ts';
import { type ImporterName, importers } from './importers/table.ts';

export interface ImportInput {
  readonly importer: ImporterName;
  /** The importer's own options, see its file. */
  readonly options: unknown;
  /** Keys of the declared pictures, with the shard that each was put in. They are walked through once. */
  readonly pictures: Iterable<{ readonly key: string; readonly shard: number }>;
  /** Keys of the declared masks. */
  readonly masks: Iterable<string>;
  /** Keys of the declared labels. */
  readonly labels: readonly string[];
  /** Text of a label file, by key. */
  readonly labelText: (key: string) => string;
  readonly sources: ReadonlyMap<string, Source>;
  /** Of the corpus. */
  readonly name: string;
  readonly shards: number;
}

export interface ImportOutput {
  readonly imported: Imported;
  /** Of each shard, by id; a shard may be empty. */
  readonly drafts: readonly (readonly DraftRow[])[];
  /** By id. */
  readonly descriptions: readonly DescriptionRow[];
}

/** Everything in memory, by id: for small jobs. @throws InputError as `importSources` */
export function run(input: ImportInput): ImportOutput {
  const drafts: DraftRow[][] = Array.from({ length: input.shards }, () => []);
  const descriptions: DescriptionRow[] = [];
  const read = importSources(input, (shard, draft, description) => {
    drafts[shard]?.push(draft);
    descriptions.push(description);
  });
  for (const rows of [...drafts, descriptions]) rows.sort((a, b) => byText(a.id, b.id));
  return { imported: read, drafts, descriptions };
}

/**
 * Hands over one sample after the other, in the order of the sources, and returns what they say about the corpus as a whole. It
 * may have handed over some when it refuses.
 * @throws InputError EV10…, EV11…: everything that is wrong with the sources, at once
 */
export function importSources(input: ImportInput, take: (shard: number, draft: DraftRow, description: DescriptionRow) => void): Imported {
  const problems = new Problems();
  const { images, shards } = declaredPictures(input, problems);
  const files = { images, masks: new DeclaredFiles('mask', input.masks), labels: new DeclaredFiles('label', input.labels) };
  const { labelText, sources } = input;
  const read = importers[input.importer].read({ ...files, labelText, sources, problems }, input.options);
  const [ids, pictureOf] = [new Texts(), new Numbers()];
  for (const { slices, related, notes, ...draft } of read.drafts) {
    const { id, image } = draft;
    const picture = image === null ? undefined : images.numberOf(image);
    const { size } = ids;
    const number = ids.numberOf(id);
    checkId(draft, number < size ? pictureOf.at(number) : undefined, images, problems);
    pictureOf.set(number, picture ?? noPicture);
    checkDrawn(id, slices, read.drawn, problems);
    take(picture === undefined ? shardOfId(id, input.shards) : shards.at(picture), draft, { id, slices, related, notes });
  }
  if (ids.size === 0 && problems.empty) {
    const excluded = read.exclusions.length === 0 ? '' : `; ${counted(read.exclusions.length, 'exclusion')}`;
    problems.add({ code: 'EV1020', location: input.name, message: `the corpus has no samples${excluded}` });
  }
  problems.check();
  const { statements, exclusions, dimensions, parts, drawn, background } = read;
  const remarks = [...read.remarks, ...unusedRemark(images)];
  return {
    schemaVersion: 1,
    kind: 'imported',
    importer: input.importer,
    statements,
    exclusions,
    remarks,
    dimensions,
    ...(parts !== undefined && { parts }),
    ...(drawn !== undefined && { drawn }),
    ...(background.length > 0 && { background }),
  };
}

/** A sample without a picture has no file that could say where it belongs: its name does, so that others do not move it. */
function shardOfId(id: string, shards: number): number {
  return Number.parseInt(sha256(id).slice(-8), 16) % shards;
}

/**
 * Pictures, and the shard of each by its number. Every picture has its own key and one of the shards that are written: else rows
 * would be lost without a word.
 */
function declaredPictures({ pictures, shards: count }: ImportInput, problems: Problems): { images: DeclaredFiles; shards: Numbers } {
  const images = new DeclaredFiles('picture');
  const shards = new Numbers();
  for (const { key, shard } of pictures) {
    const number = images.add(key);
    if (number === undefined) problems.add({ code: 'EV5001', location: key, message: 'the picture is declared twice' });
    else shards.set(number, shard);
    if (!(shard < count)) problems.add({ code: 'EV5001', location: key, message: `the picture is in shard ${shard} of ${count}` });
  }
  return { images, shards };
}

/** In place of the number of a picture. */
const noPicture = -1;

/**
 * EV1011 an id that no file may hold, EV1016 one that a sample before has.
 * @param before number of that sample's picture
 */
function checkId({ id, image }: Pick<Draft, 'id' | 'image'>, before: number | undefined, images: DeclaredFiles, problems: Problems): void {
  if (before !== undefined) {
    const got = `${images.keyOf(before) ?? 'no picture'}, ${image ?? 'no picture'}`;
    problems.add({ code: 'EV1016', location: `sample ${id}`, message: 'two samples share an id', got });
  }
  const checked = sampleId.safeParse(id);
  if (!checked.success)
    problems.add({ code: 'EV1011', location: image ?? `sample ${id}`, message: `no sample id: ${checked.error.issues[0]?.message}`, got: id });
}

/** EV1011: a source says what the mask files are to say. */
function checkDrawn(id: string, slices: Draft['slices'], drawn: string | undefined, problems: Problems): void {
  if (drawn === undefined || !Object.hasOwn(slices, drawn)) return;
  const message = `the slice dimension ${drawn} is what mask_values says; the source has values of its own`;
  problems.add({ code: 'EV1011', location: `sample ${id}`, message, got: slices[drawn]?.join(', ') ?? '' });
}

function unusedRemark(images: DeclaredFiles): string[] {
  const unused = images.unused.length;
  if (unused === 0) return [];
  return [unused === 1 ? '1 declared picture belongs to no sample.' : `${unused} declared pictures belong to no sample.`];
}
