/** Ultralytics segmentation datasets: a dataset.yaml, pictures, and polygons in label files. */
import { z } from 'zod';
import { sampleIdsOf } from '../declared_files.ts';
import type { Draft } from '../importer.ts';
import { chosen, commonOptions, defineImporter, sourceOf } from '../importer.ts';
import { labelOf, readDataset } from '../ultralytics/dataset.ts';
import { readLabels } from '../ultralytics/labels.ts';

const options = z.strictObject({
  ...commonOptions,
  /** Names of the classes that are foreground; none means all. */
  classes: z.array(z.string()).default([]),
  /** What a picture without a label file is: a mistake, an exclusion, or, as Ultralytics takes it, a picture of nothing. */
  missing_truth: z.enum(['error', 'exclude', 'background']).default('error'),
  split: z.string().min(1).default('test'),
});

export const ultralytics = defineImporter(options, (input, given) => {
  const { classes, pictures, positionOf } = readDataset(sourceOf(input, 'dataset'), given.split, input);
  const foreground = chosen(given.classes, classes.values(), input.problems, positionOf(['names']));
  const ids = sampleIdsOf(pictures);
  const drafts: Draft[] = [];
  const exclusions: { id: string; reason: string }[] = [];
  for (const key of pictures) {
    const id = ids.get(key) ?? key;
    const labelKey = labelOf(key);
    const labelled = input.labels.has(labelKey);
    if (!labelled && given.missing_truth === 'exclude') {
      exclusions.push({ id, reason: 'no label file' });
      continue;
    }
    if (!labelled && given.missing_truth === 'error') {
      const cure =
        'Declare the label file; an empty one says that nothing is there. Where the dataset leaves it out to say so, set missing_truth = "background".';
      input.problems.add({ code: 'EV1019', location: key, message: 'the picture has no label file', expected: labelKey, cure });
      continue;
    }
    const labels = labelled ? input.problems.collect(() => readLabels(input.labelText(input.labels.use(labelKey)), labelKey, classes)) : [];
    const objects = (labels ?? []).filter((object) => foreground.includes(object.name));
    const parts = objects.map(({ outline, location }) => ({ kind: 'outlines' as const, outlines: [outline], unit: 'share' as const, location }));
    const slices = { class: foreground.filter((name) => objects.some((object) => object.name === name)) };
    drafts.push({ id, image: input.images.use(key), hashes: [], sizes: [], truth: { kind: 'foreground', parts }, slices, related: [], notes: [] });
  }
  return { drafts, exclusions, remarks: [], dimensions: { class: foreground.map((name) => ({ value: name, title: name })) } };
});
