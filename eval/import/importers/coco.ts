/** COCO instances: run lengths or polygons; the foreground of a picture is the union of its annotations. */
import * as z from 'zod';
import type { TruthPart } from '../../contracts/draft.ts';
import { stem } from '../../io/file_names.ts';
import { type Annotation, readInstances } from '../coco/instances_file.ts';
import { sampleIdOf, sampleIdsOf } from '../declared_files.ts';
import { chosen, commonOptions, type Draft, defineImporter, draft, missingTruth, sourceOf, titled } from '../importer.ts';

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

export const coco = defineImporter(options, (input, given) => {
  const source = sourceOf(input, 'instances');
  const { images, categories } = readInstances(source, input.problems);
  const names = chosen(given.categories, categories, input.problems, `${source.location}: categories`);
  const idOf = sampleIdsOf(images.flatMap(({ file_name }) => input.images.located(file_name)));
  const drafts: Draft[] = [];
  const exclusions: { id: string; reason: string }[] = [];
  for (const { id: imageId, file_name, width, height, annotations } of images) {
    const location = `${source.location}: image ${imageId}`;
    const [picture] = input.images.located(file_name);
    const id = picture === undefined ? sampleIdOf(stem(file_name)) : idOf(picture);
    if (annotations.length === 0 && given.unannotated === 'exclude') {
      exclusions.push({ id, reason: 'no annotation' });
      continue;
    }
    const objects = annotations.filter(({ category, iscrowd }) => names.includes(category) && (!iscrowd || given.crowds === 'include'));
    const parts = objects.map(partOf);
    if (parts.includes(undefined) && given.missing_truth === 'exclude') {
      exclusions.push({ id, reason: 'an annotation without a segmentation' });
      continue;
    }
    for (const object of objects.filter((_, i) => parts[i] === undefined)) {
      const message = `an annotation of image ${imageId} has no segmentation, only a box`;
      input.problems.add({ code: 'EV1022', location: object.location, message });
    }
    const image = input.images.find({ name: file_name, location, owner: `sample ${id}` }, input.problems);
    if (image === undefined) continue;
    const truth = { kind: 'foreground' as const, parts: parts.filter((part) => part !== undefined) };
    const slices = { class: names.filter((name) => objects.some(({ category }) => category === name)) };
    drafts.push(draft({ id, image, sizes: [{ width, height, location }], truth, slices }));
  }
  return { drafts, exclusions, remarks: [], dimensions: { class: titled(names) } };
});

/** Undefined where there is only a box. */
function partOf({ segmentation, location }: Annotation): TruthPart | undefined {
  if (segmentation === undefined) return undefined;
  if (!Array.isArray(segmentation)) return { kind: 'runs', size: segmentation.size, counts: segmentation.counts, location };
  return segmentation.length === 0 ? undefined : { kind: 'outlines', outlines: segmentation, unit: 'pixel', location };
}
