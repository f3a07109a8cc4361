/** COCO instances: run lengths or polygons; the foreground of a picture is the union of its annotations. */
import { z } from 'zod';
import type { TruthPart } from '../../contracts/draft.ts';
import { runLengths } from '../../contracts/draft.ts';
import { readJsonText } from '../../io/json_text.ts';
import { sampleIdOf, stem } from '../declared_files.ts';
import type { Draft, ImportInput } from '../importer.ts';
import { chosen, commonOptions, defineImporter, missingTruth, sourceOf } from '../importer.ts';

const options = z.strictObject({
  ...commonOptions,
  /** Names of the categories that are foreground; none means all. */
  categories: z.array(z.string()).default([]),
  /** Whether annotations with iscrowd = 1 are foreground: a crowd is objects nobody told apart, so by default it is. */
  crowds: z.enum(['include', 'exclude']).default('include'),
  /** For a picture with an annotation that has only a box. */
  missing_truth: missingTruth,
  /** A picture without any annotation has no foreground; where that means "not yet annotated", exclude it. */
  unannotated: z.enum(['empty', 'exclude']).default('empty'),
});

/** What is read of an instances file; it may hold anything else. */
const instances = z.looseObject({
  images: z.array(z.looseObject({ id: z.int(), file_name: z.string(), width: z.int().positive(), height: z.int().positive() })),
  annotations: z.array(
    z.looseObject({
      image_id: z.int(),
      category_id: z.int(),
      iscrowd: z.union([z.literal(0), z.literal(1)]).default(0),
      segmentation: z.union([z.array(z.array(z.number())), z.looseObject(runLengths)]).optional(),
    }),
  ),
  categories: z.array(z.looseObject({ id: z.int(), name: z.string().min(1) })),
});
type Instances = z.infer<typeof instances>;
type Annotation = Instances['annotations'][number] & { readonly index: number };

export const coco = defineImporter(options, (input, given) => {
  const source = sourceOf(input, 'instances');
  const { value, positionOf } = readJsonText<Instances>(source.text, source.location, instances, { syntax: 'EV1010', shape: 'EV1011' });
  const known = new Map(value.categories.map(({ id, name }) => [id, name]));
  const names = chosen(given.categories, known.values(), input.problems, `${source.location}: categories`);
  const ofImage = annotationsByImage(value, known, input, positionOf);
  const drafts: Draft[] = [];
  const exclusions: { id: string; reason: string }[] = [];
  value.images.forEach(({ id: imageId, file_name, width, height }) => {
    const location = `${source.location}: image ${imageId}`;
    const id = sampleIdOf(stem(file_name));
    const all = ofImage.get(imageId) ?? [];
    if (all.length === 0 && given.unannotated === 'exclude') {
      exclusions.push({ id, reason: 'no annotation' });
      return;
    }
    const objects = all.filter(
      ({ category_id, iscrowd }) => names.includes(known.get(category_id) ?? '') && (iscrowd === 0 || given.crowds === 'include'),
    );
    const boxes = objects.filter(({ segmentation }) => segmentation === undefined || (Array.isArray(segmentation) && segmentation.length === 0));
    if (boxes.length > 0 && given.missing_truth === 'exclude') {
      exclusions.push({ id, reason: 'an annotation without a segmentation' });
      return;
    }
    for (const { index } of boxes) {
      input.problems.add({
        code: 'EV1022',
        location: positionOf(['annotations', index]),
        message: `an annotation of image ${imageId} has no segmentation, only a box`,
      });
    }
    const image = input.images.find({ name: file_name, location, owner: `sample ${id}` }, input.problems);
    if (image === undefined) return;
    const slices = { class: names.filter((name) => objects.some(({ category_id }) => known.get(category_id) === name)) };
    const parts = objects.filter((object) => !boxes.includes(object)).map(partOf);
    drafts.push({
      id,
      image,
      hashes: [],
      sizes: [{ width, height, location }],
      truth: { kind: 'foreground', parts },
      slices,
      related: [],
      notes: [],
    });
  });
  return { drafts, exclusions, remarks: [], dimensions: { class: names.map((name) => ({ value: name, title: name })) } };
});

/** Annotations of each image; EV1016 for an image id given twice, EV1024 for ids that the file does not define. */
function annotationsByImage(
  { images, annotations }: Instances,
  categories: ReadonlyMap<number, string>,
  { problems }: ImportInput,
  positionOf: (path: readonly (string | number)[]) => string,
): Map<number, Annotation[]> {
  const ofImage = new Map<number, Annotation[]>();
  images.forEach(({ id }, i) => {
    if (ofImage.has(id)) problems.add({ code: 'EV1016', location: positionOf(['images', i, 'id']), message: `a second image has the id ${id}` });
    else ofImage.set(id, []);
  });
  annotations.forEach((annotation, index) => {
    const list = ofImage.get(annotation.image_id);
    const unknown = (key: 'image_id' | 'category_id') =>
      problems.add({
        code: 'EV1024',
        location: positionOf(['annotations', index, key]),
        message: `the ${key} ${annotation[key]} is not defined in this file`,
      });
    if (list === undefined) unknown('image_id');
    if (!categories.has(annotation.category_id)) unknown('category_id');
    list?.push({ ...annotation, index });
  });
  return ofImage;
}

function partOf({ segmentation }: Annotation): TruthPart {
  if (segmentation === undefined || Array.isArray(segmentation)) return { kind: 'outlines', outlines: segmentation ?? [], unit: 'pixel' };
  return { kind: 'runs', size: segmentation.size, counts: segmentation.counts };
}
