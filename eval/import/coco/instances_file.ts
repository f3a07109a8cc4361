/** A COCO instances file: its form, and which annotation belongs to which image. */
import * as z from 'zod';
import { writtenPartName } from '../../contracts/common.ts';
import { runLengths } from '../../contracts/draft.ts';
import type { Problems } from '../../errors/errors.ts';
import type { Path } from '../../io/issues.ts';
import { readJsonText } from '../../io/json_text.ts';
import { type Source, sourceCodes } from '../importer.ts';

const identifier = z.union([z.int(), z.string()]);

/** What is read of an instances file; it may hold anything else. */
const instances = z.looseObject({
  images: z.array(z.looseObject({ id: z.int(), file_name: z.string(), width: z.int().positive(), height: z.int().positive() })),
  annotations: z.array(
    z.looseObject({
      id: identifier.optional(),
      image_id: z.int(),
      category_id: z.int(),
      /** 0 and 1, or as some exporters have it false and true. */
      iscrowd: z
        .union([z.literal(0), z.literal(1), z.boolean()])
        .default(0)
        .transform(Boolean),
      bbox: z.tuple([z.number(), z.number(), z.number().nonnegative(), z.number().nonnegative()]).optional(),
      area: z.number().nonnegative().optional(),
      segmentation: z.union([z.array(z.array(z.number())), z.looseObject(runLengths)]).optional(),
    }),
  ),
  categories: z.array(z.looseObject({ id: z.int(), name: writtenPartName })),
});
type Instances = z.infer<typeof instances>;

export interface Annotation extends Pick<Instances['annotations'][number], 'iscrowd' | 'segmentation' | 'bbox' | 'area'> {
  /** Name of its category. */
  readonly category: string;
  /** The file and the annotation's id, for messages. */
  readonly location: string;
}

export interface InstancesFile {
  readonly images: readonly (Instances['images'][number] & { readonly annotations: readonly Annotation[] })[];
  /** Names of the categories, as the file orders them. */
  readonly categories: readonly string[];
}

/**
 * @throws InputError EV1010 not JSON, EV1011 not of the form. Problems: EV1016 an id of an image or a category given twice,
 * EV1024 ids that the file does not define
 */
export function readInstances(source: Source, problems: Problems): InstancesFile {
  const { value, positionOf } = readJsonText<Instances>(source.text, source.location, instances, sourceCodes);
  const categories = categoriesOf(value, positionOf, problems);
  const ofImage = new Map<number, Annotation[]>();
  value.images.forEach(({ id }, i) => {
    if (ofImage.has(id)) problems.add({ code: 'EV1016', location: positionOf(['images', i, 'id']), message: `a second image has the id ${id}` });
    else ofImage.set(id, []);
  });
  value.annotations.forEach((annotation, i) => {
    const { category_id, id, iscrowd, segmentation, bbox, area } = annotation;
    const list = ofImage.get(annotation.image_id);
    const category = categories.get(category_id);
    for (const key of ['image_id', 'category_id'] as const) {
      if ((key === 'image_id' ? list : category) !== undefined) continue;
      const message = `the ${key} ${annotation[key]} is not defined in this file`;
      problems.add({ code: 'EV1024', location: positionOf(['annotations', i, key]), message });
    }
    if (category === undefined) return;
    list?.push({ category, iscrowd, segmentation, bbox, area, location: `${source.location}: annotation ${id ?? `number ${i + 1}`}` });
  });
  return { images: value.images.map((image) => ({ ...image, annotations: ofImage.get(image.id) ?? [] })), categories: [...categories.values()] };
}

/** Names by id. Two ids may have one name, as in exports that name a supercategory like its only member. */
function categoriesOf({ categories }: Instances, positionOf: (path: Path) => string, problems: Problems): Map<number, string> {
  const names = new Map<number, string>();
  categories.forEach(({ id, name }, i) => {
    const other = names.get(id) ?? name;
    const message = `the category id ${id} has a second name ${JSON.stringify(name)}`;
    if (other !== name) problems.add({ code: 'EV1016', location: positionOf(['categories', i, 'id']), message, got: `${other}, ${name}` });
    names.set(id, other);
  });
  return names;
}
