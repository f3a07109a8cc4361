/** Ultralytics datasets: a dataset.yaml, pictures, and outlines or boxes in label files. */
import * as z from 'zod';
import { byText } from '../../io/order.ts';
import { sampleIdsOf } from '../declared_files.ts';
import { chosen, commonOptions, type Draft, defineImporter, draft, eachOf, sourceOf, titled } from '../importer.ts';
import { labelOf, readDataset } from '../ultralytics/dataset.ts';
import { type LabelledObject, readLabels } from '../ultralytics/labels.ts';

const options = z.strictObject({
  ...commonOptions,
  /** Names of the classes that are foreground, or whose objects are judged; none means all. */
  classes: z.array(z.string()).default([]),
  /** What a picture without a label file is: a mistake, an exclusion, or, as Ultralytics takes it, a picture of nothing. */
  missing_truth: z.enum(['error', 'exclude', 'background']).default('error'),
  split: z.string().min(1).default('test'),
  /** One foreground mask a picture, from outlines only; or objects with classes, from outlines and boxes. */
  truth: z.enum(['foreground', 'instances']).default('foreground'),
});

export const ultralytics = defineImporter(options, (input, given) => {
  const { classes, pictures, positionOf } = readDataset(sourceOf(input, 'dataset'), given.split, input);
  const foreground = chosen(given.classes, classes.values(), input.problems, positionOf(['names']));
  const idOf = sampleIdsOf(pictures);
  const exclusions: { id: string; reason: string }[] = [];
  const draftsOf = (key: string): Draft[] => {
    const id = idOf(key);
    const labelKey = input.labels.alike(labelOf(key));
    if (labelKey === undefined && given.missing_truth === 'exclude') {
      exclusions.push({ id, reason: 'no label file' });
      return [];
    }
    if (labelKey === undefined && given.missing_truth === 'error') {
      const cure =
        'Declare the label file; an empty one says that nothing is there. Where the dataset leaves it out to say so, set missing_truth = "background".';
      input.problems.add({ code: 'EV1019', location: key, message: 'the picture has no label file', expected: labelOf(key), cure });
      return [];
    }
    const labels =
      labelKey === undefined
        ? []
        : input.problems.collect(() => readLabels(input.labelText(input.labels.use(labelKey)), labelKey, classes, given.truth === 'instances'));
    const objects = (labels ?? []).filter((object) => foreground.includes(object.name));
    const slices = { class: foreground.filter((name) => objects.some((object) => object.name === name)) };
    const truth = given.truth === 'instances' ? objectsOf(objects) : foregroundOf(objects);
    return [draft({ id, image: input.images.use(key), truth, slices })];
  };
  const parts = given.truth === 'instances' ? { parts: { class: foreground.toSorted(byText) } } : {};
  return { drafts: eachOf(pictures, draftsOf), exclusions, remarks: [], dimensions: { class: titled(foreground) }, ...parts };
});

function foregroundOf(objects: readonly LabelledObject[]): Draft['truth'] {
  const parts = objects.map(({ outline, location }) => ({ kind: 'outlines' as const, outlines: [outline], unit: 'share' as const, location }));
  return { kind: 'foreground', parts };
}

function objectsOf(objects: readonly LabelledObject[]): Draft['truth'] {
  return { kind: 'objects', objects: objects.map(({ name, outline, location }) => ({ part: name, shares: outline, location })) };
}
