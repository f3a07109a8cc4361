/** A folder of pictures as Hugging Face's ImageFolder has it: `metadata.jsonl`, one picture a line, with a mask file or objects. */
import * as z from 'zod';
import { box } from '../../annotations/instances/schema.ts';
import { name, writtenPartName } from '../../contracts/common.ts';
import type { ObjectOfPicture } from '../../contracts/draft.ts';
import { InputError } from '../../errors/errors.ts';
import { byText } from '../../io/order.ts';
import { sampleIdsOf } from '../declared_files.ts';
import {
  commonOptions,
  type Draft,
  defineImporter,
  draft,
  drawnClasses,
  type Imported,
  type ImportInput,
  maskOptions,
  rowsOf,
  sourceOf,
  titled,
} from '../importer.ts';

const options = z
  .strictObject({
    ...commonOptions,
    ...maskOptions,
    /** Columns that become slice dimensions. */
    labels: z.array(name).default([]),
    /** Column with the path of the mask file. */
    mask: z.string().min(1).exactOptional(),
    /** Column with the objects. */
    objects: z.string().min(1).exactOptional(),
    /** Names of the categories by index; empty: the file writes names. */
    classes: z.array(writtenPartName).default([]),
    /** Column that names what related samples share. */
    group: z.string().min(1).exactOptional(),
  })
  .refine(({ mask, objects }) => (mask === undefined) !== (objects === undefined), 'name the column of the truth: either mask or objects');
type Options = z.infer<typeof options>;

const cell = z.union([z.string(), z.number(), z.boolean()]);
const label = z.union([cell, z.array(cell)]).nullish();
const category = z.union([z.int().nonnegative(), z.string().min(1)]);
const area = z.number().nonnegative();
/** Lists side by side, as `datasets` writes a sequence of structures; other keys (`id`) are passed over. */
const columns = z.looseObject({
  bbox: z.array(box),
  category: z.array(category).exactOptional(),
  categories: z.array(category).exactOptional(),
  area: z.array(area).exactOptional(),
});
const structures = z.array(z.looseObject({ bbox: box, category, area: area.exactOptional() }));

function rowFor({ labels, mask, objects, group }: Options) {
  return z.looseObject({
    file_name: z.string().min(1),
    width: z.int().positive().nullish(),
    height: z.int().positive().nullish(),
    ...Object.fromEntries(labels.map((column) => [column, label])),
    ...(mask !== undefined && { [mask]: z.string().min(1) }),
    ...(objects !== undefined && { [objects]: z.union([columns, structures]) }),
    ...(group !== undefined && { [group]: cell }),
  });
}

/** Problems: EV1010, EV1011 rows, EV1012, EV1013 and EV1015 their files, EV1024 a category without a name. */
export const huggingface = defineImporter(options, (input, given) => {
  const rows = [...rowsOf(sourceOf(input, 'metadata'), rowFor(given), input.problems)].flatMap(({ row, location }) => {
    const image = input.images.find({ name: row.file_name, location, owner: 'the row' }, input.problems);
    return image === undefined ? [] : [{ row, image, location }];
  });
  const idOf = sampleIdsOf(rows.map(({ image }) => image));
  const drafts = rows.flatMap(({ row, image, location }): Draft[] => {
    const truth = truthOf(row, location, given, input);
    if (truth === undefined) return [];
    const { width, height } = row;
    const sizes = typeof width === 'number' && typeof height === 'number' ? [{ width, height, location }] : [];
    const slices = Object.fromEntries(given.labels.map((column) => [column, valuesOf(row[column])]));
    const classes = truth.kind === 'objects' ? { class: [...new Set(truth.objects.map(({ part }) => part))] } : {};
    const related = given.group === undefined ? [] : [String(row[given.group])];
    return [draft({ id: idOf(image), image, sizes, truth, slices: { ...slices, ...classes }, related })];
  });
  const { dimensions, ...drawn } = drawnClasses(given.mask_values);
  return { drafts, exclusions: [], remarks: [], dimensions: { ...dimensionsOf(drafts, given), ...dimensions }, ...drawn };
});

function truthOf(row: Record<string, unknown>, location: string, { mask, objects, classes }: Options, input: ImportInput) {
  if (mask !== undefined) {
    const key = input.masks.find({ name: row[mask] as string, location, owner: 'the row' }, input.problems);
    return key === undefined ? undefined : { kind: 'foreground' as const, parts: [{ kind: 'mask' as const, key }] };
  }
  const listed = input.problems.collect(() =>
    objectsOf(row[objects ?? ''] as z.infer<typeof columns> | z.infer<typeof structures>, location, classes),
  );
  return listed && { kind: 'objects' as const, objects: listed };
}

/** @throws InputError EV1011 lists of unequal length, EV1024 a category without a name */
function objectsOf(given: z.infer<typeof columns> | z.infer<typeof structures>, location: string, classes: readonly string[]): ObjectOfPicture[] {
  const [boxes, categories, areas] = Array.isArray(given)
    ? [given.map(({ bbox }) => bbox), given.map((one) => one.category), given.map((one) => one.area)]
    : [given.bbox, given.category ?? given.categories ?? [], given.area ?? given.bbox.map(() => undefined)];
  if (categories.length !== boxes.length || areas.length !== boxes.length) {
    const got = `${boxes.length} of bbox, ${categories.length} of category, ${areas.length} of area`;
    throw new InputError({ code: 'EV1011', location, message: 'the objects have lists of unequal length', got });
  }
  return boxes.map((own, i) => {
    const part = partOf(categories[i] ?? '', location, classes);
    return { part, box: own, location, ...(areas[i] !== undefined && { area: areas[i] }) };
  });
}

function partOf(category: string | number, location: string, classes: readonly string[]): string {
  const part = typeof category === 'number' ? classes[category] : category;
  if (part !== undefined && (classes.length === 0 || classes.includes(part))) return part;
  const cure = classes.length === 0 ? { cure: 'Name the categories by their index: classes = ["…", …].' } : {};
  const message = `no class has the category ${category}`;
  throw new InputError({ code: 'EV1024', location, message, expected: classes.join(', ') || 'names', ...cure });
}

function valuesOf(value: unknown): string[] {
  return [value].flat().flatMap((one) => (one === null || one === undefined || one === '' ? [] : [String(one)]));
}

/** Classes in their own order, other values in text order. */
function dimensionsOf(drafts: readonly Draft[], { labels, classes, objects }: Options): Imported['dimensions'] {
  const seen = (dimension: string): string[] => [...new Set(drafts.flatMap(({ slices }) => slices[dimension] ?? []))].sort(byText);
  const listed = [
    ...labels.map((column) => [column, seen(column)] as const),
    ...(objects === undefined ? [] : [['class', classes.length > 0 ? classes : seen('class')] as const]),
  ];
  return Object.fromEntries(listed.map(([dimension, values]) => [dimension, titled(values)]));
}
