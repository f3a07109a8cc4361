/** COCO instances as objects with boxes, pixels and classes. Pictures need not be there: then only predictions made elsewhere are judged. */
import * as z from 'zod';
import { cocoSampleId } from '../../annotations/instances/coco/sample_id.ts';
import type { Instance } from '../../annotations/instances/schema.ts';
import { polygonsToRuns } from '../../masks/polygons.ts';
import { boundingBox, canonicalText, fromCounts, fromText, toText } from '../../masks/runs.ts';
import { type Annotation, readInstances } from '../coco/instances_file.ts';
import { chosen, commonOptions, type Draft, defineImporter, draft, sourceOf, titled } from '../importer.ts';

const options = z.strictObject({
  ...commonOptions,
  /** Names of the categories that are judged; none means all. */
  categories: z.array(z.string()).default([]),
});

export const cocoInstances = defineImporter(options, (input, given) => {
  const source = sourceOf(input, 'instances');
  const { images, categories } = readInstances(source, input.problems);
  const names = chosen(given.categories, categories, input.problems, `${source.location}: categories`);
  const drafts = images.flatMap(({ id, file_name, width, height, annotations }): Draft[] => {
    const location = `${source.location}: image ${id}`;
    const owner = `sample ${cocoSampleId(id)}`;
    const image = input.images.size === 0 ? null : input.images.find({ name: file_name, location, owner }, input.problems);
    if (image === undefined) return [];
    const own = annotations.filter(({ category }) => names.includes(category));
    const objects = own.flatMap((annotation) => input.problems.collect(() => objectOf(annotation, { width, height })) ?? []);
    const sizes = image === null ? [] : [{ width, height, location }];
    const slices = { class: names.filter((name) => own.some(({ category }) => category === name)) };
    return [draft({ id: cocoSampleId(id), image, sizes, truth: { kind: 'instances', height, width, objects }, slices })];
  });
  return { drafts, exclusions: [], remarks: [], dimensions: { class: titled(names) }, parts: { class: names.toSorted() } };
});

/** Without a box the one around its pixels; without pixels a box alone. @throws InputError EV12 codes for a broken segmentation */
function objectOf({ category, bbox, area, iscrowd, segmentation, location }: Annotation, size: { width: number; height: number }): Instance {
  const mask = maskOf(segmentation, size, location);
  const box = bbox ?? (mask && boundingBox(fromText(mask, location))) ?? [0, 0, 0, 0];
  return {
    part: category,
    box,
    ...(mask !== undefined && { mask }),
    ...(area !== undefined && { area }),
    ...(iscrowd && { crowd: true as const }),
  };
}

function maskOf(segmentation: Annotation['segmentation'], { width, height }: { width: number; height: number }, location: string): Instance['mask'] {
  if (segmentation === undefined) return undefined;
  if (Array.isArray(segmentation)) return segmentation.length === 0 ? undefined : toText(polygonsToRuns(segmentation, height, width, location));
  const { size, counts } = segmentation;
  return typeof counts === 'string' ? canonicalText({ size, counts }, location) : toText(fromCounts(counts, size, location));
}
