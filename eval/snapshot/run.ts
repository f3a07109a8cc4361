/**
 * A version of a dataset: rows and the files that they name, under names that are their content's. It holds what an
 * evaluation reads and nothing else: no addresses, no submitters. So the same pictures and the same truth are the same
 * version, wherever they were kept.
 */
import { type Problem, Problems } from '../errors/errors.ts';
import { type Chosen, chooseAnnotations } from '../import/crop_runs/annotations.ts';
import { type CropAnnotation, type CropRun, cropAnnotation, cropRun, nameOf } from '../import/crop_runs/rows.ts';
import type { Source } from '../import/importer.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { sha256 } from '../io/digest.ts';
import { byText } from '../io/order.ts';
import { counted } from '../io/words.ts';
import { keptAnnotation, keptCropRun, readRows } from './rows.ts';

/** A file that a row names. */
export interface Found {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
  /** With its dot, after the content. */
  readonly extension: string;
}

export interface SnapshotInput {
  readonly runs: readonly Source[];
  readonly annotations: readonly Source[];
  /** The file of a name, or why there is none. */
  readonly find: (name: string) => Found | Omit<Problem, 'location'>;
}

/** A file of a version. */
export interface Entry {
  readonly path: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface Version {
  /** Of `manifest`, which names every file: 64 hexadecimal digits. */
  readonly digest: string;
  /** manifest.json */
  readonly manifest: string;
  /** What the manifest lists, by path. */
  readonly entries: readonly Entry[];
  /** Path in the version -> text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Path in the version -> name in the rows, of the files that are copied. */
  readonly copies: ReadonlyMap<string, string>;
  /** Path of a mask -> paths of the pictures that it is of. */
  readonly picturesOf: ReadonlyMap<string, readonly string[]>;
  /** Path of a pack -> paths of the files in it, sorted; none where pictures and masks are files of their own. */
  readonly packs: ReadonlyMap<string, readonly string[]>;
  /** Pictures with ground truth that people reported. */
  readonly samples: number;
}

/** @throws InputError everything that is wrong with the rows and the files that they name, at once */
export function run({ runs, annotations, find }: SnapshotInput): Version {
  const problems = new Problems();
  const reports = readRows<CropRun>(runs, cropRun, problems);
  const truths = readRows<CropAnnotation>(annotations, cropAnnotation, problems);

  const files = namedFiles(find, problems);
  const chosen = chooseAnnotations(truths.map(({ row }) => row));
  const samples = new Set(reports.filter(({ row }) => isSample(row, chosen)).map(({ row }) => String(row.image.id)));
  if (samples.size === 0 && problems.empty) {
    const byPeople = reports.filter(({ row }) => row.source.type === 'human').length;
    const truthful = [...chosen.values()].filter((one) => one !== null).length;
    const message = 'no picture was reported by a person and has ground truth that is approved';
    const got = `${counted(reports.length, 'crop run')}, ${byPeople} of them by people; ${counted(truths.length, 'annotation')}, approved ones of ${counted(truthful, 'picture')}`;
    problems.add({ code: 'EV1020', location: 'crop runs and annotations', message, got });
  }
  const pictures = new Map<string, string>();
  const keptRuns = reports.map(({ row, written, location }) => {
    const { image } = row;
    const mention = { name: nameOf(image), location, owner: `crop run ${row.id} (image ${image.id})`, known: image.sha256 };
    if (!isSample(row, chosen)) return keptCropRun(written, mention.name);
    const path = files.take('images', mention);
    pictures.set(String(image.id), path);
    return keptCropRun(written, path);
  });
  const picturesOf = new Map<string, string[]>();
  const keptTruths = truths.map(({ row, written, location }) => {
    const { id, image_id, mask } = row;
    if (mask.kind === 'runs') return keptAnnotation(written, undefined);
    const picture = chosen.get(String(image_id))?.annotation.id === id ? pictures.get(String(image_id)) : undefined;
    if (picture === undefined) return keptAnnotation(written, mask.name);
    const path = files.take('masks', { name: mask.name, location, owner: `annotation ${id} (image ${image_id})` });
    picturesOf.set(path, [...(picturesOf.get(path) ?? []), picture]);
    return keptAnnotation(written, path);
  });
  problems.check();

  const texts = new Map([
    ['crop_annotations.json', canonicalJson(keptTruths)],
    ['crop_runs.json', canonicalJson(keptRuns)],
  ]);
  const lists = [...texts].map(([path, text]) => ({ path, sha256: sha256(text), bytes: Buffer.byteLength(text) }));
  const told = { texts, copies: files.copies, picturesOf, packs: new Map(), samples: samples.size };
  return { ...listed([...files.entries.values(), ...lists]), ...told };
}

/** Files with the manifest that lists them. */
export function listed(files: readonly Entry[]): Pick<Version, 'digest' | 'entries' | 'manifest'> {
  const entries = files.toSorted((a, b) => byText(a.path, b.path));
  const manifest = canonicalJson({ schemaVersion: 1, kind: 'snapshot', files: entries });
  return { digest: sha256(manifest).slice('sha256:'.length), manifest, entries };
}

/** Only files of samples are copied: a row that an evaluation excludes says nothing about files. */
function isSample({ image, source }: CropRun, chosen: ReadonlyMap<string, Chosen | null>): boolean {
  return source.type === 'human' && (chosen.get(String(image.id)) ?? null) !== null;
}

interface Mention {
  /** What a row calls the file. */
  readonly name: string;
  /** Where it does so. */
  readonly location: string;
  /** Whose file it is, for messages. */
  readonly owner: string;
  /** Digest that the row gives. */
  readonly known?: string | null | undefined;
}

/** The files that rows name, as they are called in the version. */
function namedFiles(find: SnapshotInput['find'], problems: Problems) {
  const copies = new Map<string, string>();
  const entries = new Map<string, Entry>();
  /** The file's path in the version. Problems: those of find, EV1018 the row knows another content. */
  const take = (folder: 'images' | 'masks', { name, location, owner, known }: Mention): string => {
    const found = find(name);
    if ('code' in found) {
      problems.add({ ...found, location, message: `${owner}: ${found.message}` });
      return name;
    }
    const digest = `sha256:${found.sha256}`;
    if (known !== null && known !== undefined && known !== digest) {
      problems.add({ code: 'EV1018', location, message: `${owner}: ${JSON.stringify(name)} has other content`, got: digest, expected: known });
    }
    const path = `${folder}/${found.sha256.slice(0, 2)}/${found.sha256}${found.extension}`;
    entries.set(path, { path, sha256: digest, bytes: found.bytes });
    copies.set(path, name);
    return path;
  };
  return { copies, entries, take };
}
