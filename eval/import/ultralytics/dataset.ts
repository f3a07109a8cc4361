/** A dataset.yaml: which pictures a split has, and what its classes are called. */
import * as z from 'zod';
import { writtenPartName } from '../../contracts/common.ts';
import type { Problems } from '../../errors/errors.ts';
import { nearestText } from '../../errors/nearest.ts';
import type { Path } from '../../io/issues.ts';
import { filledLines } from '../../io/lines.ts';
import { readYaml } from '../../io/yaml.ts';
import { leaves } from '../declared_files.ts';
import { type ImportInput, type Source, sourceCodes } from '../importer.ts';

/** A folder of pictures, a .txt list of them, or several of these. */
const split = z.union([z.string(), z.array(z.string()).min(1)]);
/** YAML takes a bare 2146 for a number; as a name it is text. */
const name = z.union([writtenPartName, z.number(), z.boolean()]);
const names = z.union([z.array(name).min(1), z.record(z.string().regex(/^\d+$/, 'expected a class index'), name)]);

export interface Dataset {
  /** Names of the classes by index. */
  readonly classes: ReadonlyMap<number, string>;
  /** Of the split, in the file's order, each once. */
  readonly pictures: readonly string[];
  readonly positionOf: (path: Path) => string;
}

/**
 * Only the split and the names are read; other keys are for training. So is `path`: where the dataset lies on a machine
 * does not matter, since its files are declared. Without names `nc: 2` gives class_0 and class_1, as Ultralytics does.
 * @throws InputError EV1010, EV1011. Problems: EV1012 to EV1015 folders and lists of the split
 */
export function readDataset(source: Source, wanted: string, input: ImportInput): Dataset {
  const form = z.looseObject({ [wanted]: split.optional(), names: names.optional(), nc: z.int().positive().optional() });
  const { value, positionOf, textOf } = readYaml(source.text, source.location, form, sourceCodes);
  const given = value as { readonly names?: z.infer<typeof names>; readonly nc?: number };
  const indices = given.names === undefined ? [] : Object.keys(given.names);
  const classes =
    given.names === undefined
      ? new Map(Array.from({ length: given.nc ?? 0 }, (_, i) => [i, `class_${i}`]))
      : new Map(indices.map((index) => [Number(index), textOf(['names', Array.isArray(given.names) ? Number(index) : index]).trim()]));
  checkClasses(given.nc, indices.length, source, positionOf, input.problems);
  const places = [(value[wanted] as z.infer<typeof split> | undefined) ?? noSplit(value, wanted, source, input.problems)].flat();
  const pictures = new Set(places.flatMap((place) => picturesOf(input, place, positionOf([wanted]))));
  return { classes, pictures: [...pictures], positionOf };
}

/** Keys with text or lists of it that are no splits. */
const otherKeys = ['path', 'names', 'download', 'yaml_file'];

/** EV1011: the error names the splits that there are. */
function noSplit(dataset: object, wanted: string, { location }: Source, problems: Problems): [] {
  const splits = Object.entries(dataset).flatMap(([key, value]) => (split.safeParse(value).success && !otherKeys.includes(key) ? [key] : []));
  const message = `the dataset has no split "${wanted}"${nearestText(wanted, splits)}`;
  problems.add({ code: 'EV1011', location, message, expected: splits.join(', ') || 'test: images/test, say' });
  return [];
}

function checkClasses(nc: number | undefined, count: number, { location }: Source, positionOf: (path: Path) => string, problems: Problems): void {
  if (count === 0 && nc === undefined) {
    problems.add({ code: 'EV1011', location, message: 'the dataset says neither names nor nc', expected: 'names: [mug, bowl], say' });
  }
  if (count > 0 && nc !== undefined && nc !== count) {
    const message = `nc is ${nc}, and there ${count === 1 ? 'is 1 name' : `are ${count} names`}`;
    problems.add({ code: 'EV1011', location: positionOf(['nc']), message });
  }
}

/**
 * Keys of a split's pictures: of a folder, or of a .txt list of pictures.
 * A leading `../` is dropped, as Ultralytics does where such a folder does not exist: Roboflow's exports need it.
 */
function picturesOf(input: ImportInput, place: string, at: string): string[] {
  const wanted = place
    .replaceAll('\\', '/')
    .replace(/^(\.\.\/|(\.\/)+)/, '')
    .replace(/\/+$/, '');
  if (wanted.endsWith('.txt')) {
    const list = input.labels.find({ name: wanted, location: at, owner: 'the split' }, input.problems);
    return list === undefined ? [] : listed(input, list);
  }
  if (leaves(wanted)) {
    input.problems.add({ code: 'EV1012', location: at, message: `the split's folder ${JSON.stringify(place)} is not a path inside the corpus` });
    return [];
  }
  const before = (key: string): number => `/${key}`.indexOf(`/${wanted}/`);
  const keys = input.images.keys.filter((key) => before(key) >= 0);
  const roots = [...new Set(keys.map((key) => key.slice(0, before(key))))];
  if (roots.length === 0) {
    const message = `none of the ${input.images.size} declared pictures is in the split's folder ${wanted}`;
    input.problems.add({ code: 'EV1013', location: at, message });
  }
  if (roots.length > 1) {
    const got = roots.map((root) => `${root}${wanted}`).join(', ');
    input.problems.add({ code: 'EV1015', location: at, message: `several declared folders are called ${wanted}`, got });
  }
  return keys;
}

function listed(input: ImportInput, list: string): string[] {
  return filledLines(input.labelText(input.labels.use(list))).flatMap(({ text, number }) => {
    const key = input.images.find({ name: text.trim(), location: `${list}:${number}`, owner: 'the list' }, input.problems);
    return key === undefined ? [] : [key];
  });
}

/** Ultralytics' rule: the last folder named `images` becomes `labels`, and the extension `.txt`. */
export function labelOf(key: string): string {
  return `${`/${key}`
    .replace(/^(.*)\/images\//s, '$1/labels/')
    .slice(1)
    .replace(/\.[^./]*$/, '')}.txt`;
}
