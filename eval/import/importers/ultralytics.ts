/** Ultralytics segmentation datasets: a dataset.yaml, pictures, and polygons in label files. */
import { z } from 'zod';
import { readYaml } from '../../io/yaml.ts';
import { leaves, sampleIdOf, stem } from '../declared_files.ts';
import type { Draft, ImportInput } from '../importer.ts';
import { chosen, commonOptions, defineImporter, missingTruth, sourceOf } from '../importer.ts';
import { readLabels } from '../labels.ts';

const options = z.strictObject({
  ...commonOptions,
  /** Names of the classes that are foreground; none means all. */
  classes: z.array(z.string()).default([]),
  missing_truth: missingTruth,
  split: z.string().min(1).default('test'),
});

/** A folder of pictures, a .txt list of them, or several of these. */
const split = z.union([z.string(), z.array(z.string()).min(1)]);
const names = z.union([z.array(z.string().min(1)).min(1), z.record(z.string().regex(/^\d+$/, 'expected a class index'), z.string().min(1))]);

/**
 * Of a dataset.yaml only the split and the names are read; other keys are for training. So is `path`: where the dataset
 * lies on a machine does not matter, since its files are declared.
 */
export const ultralytics = defineImporter(options, (input, given) => {
  const source = sourceOf(input, 'dataset');
  const dataset = z.looseObject({ [given.split]: split, names });
  const { value, positionOf } = readYaml(source.text, source.location, dataset, { syntax: 'EV1010', shape: 'EV1011' });
  const classes = new Map(Object.entries(value.names as z.infer<typeof names>).map(([index, name]) => [Number(index), name]));
  const foreground = chosen(given.classes, classes.values(), input.problems, positionOf(['names']));
  const places = [value[given.split] as z.infer<typeof split>].flat();
  const keys = places.flatMap((folder) => picturesOf(input, folder, positionOf([given.split])));

  const drafts: Draft[] = [];
  const exclusions: { id: string; reason: string }[] = [];
  for (const key of new Set(keys)) {
    const id = sampleIdOf(stem(key));
    const labelKey = labelOf(key);
    if (!input.labels.has(labelKey)) {
      if (given.missing_truth === 'exclude') exclusions.push({ id, reason: 'no label file' });
      else {
        const cure = 'Declare the label file; an empty one says that nothing is there.';
        input.problems.add({ code: 'EV1019', location: key, message: 'the picture has no label file', expected: labelKey, cure });
      }
      continue;
    }
    const labels = input.problems.collect(() => readLabels(input.labelText(input.labels.use(labelKey)), labelKey, classes));
    const objects = (labels ?? []).filter((object) => foreground.includes(object.name));
    const parts = objects.map(({ outline }) => ({ kind: 'outlines' as const, outlines: [outline], unit: 'share' as const }));
    const slices = { class: foreground.filter((name) => objects.some((object) => object.name === name)) };
    drafts.push({ id, image: input.images.use(key), hashes: [], sizes: [], truth: { kind: 'foreground', parts }, slices, related: [], notes: [] });
  }
  return { drafts, exclusions, remarks: [], dimensions: { class: foreground.map((name) => ({ value: name, title: name })) } };
});

/**
 * Keys of a split's pictures: of a folder, or of a .txt list of pictures.
 * A leading `../` is dropped, as Ultralytics does where such a folder does not exist: Roboflow's exports need it.
 */
function picturesOf(input: ImportInput, location: string, at: string): string[] {
  const wanted = location.replace(/^(\.\.\/|(\.\/)+)/, '').replace(/\/+$/, '');
  if (wanted.endsWith('.txt')) {
    const list = input.labels.find({ name: wanted, location: at, owner: 'the split' }, input.problems);
    return list === undefined ? [] : listed(input, list);
  }
  if (leaves(wanted)) {
    input.problems.add({ code: 'EV1012', location: at, message: `the split's folder ${JSON.stringify(location)} is not a path inside the corpus` });
    return [];
  }
  const before = (key: string): number => `/${key}`.indexOf(`/${wanted}/`);
  const keys = input.images.keys.filter((key) => before(key) >= 0);
  const roots = [...new Set(keys.map((key) => key.slice(0, before(key))))];
  if (roots.length === 0) {
    input.problems.add({
      code: 'EV1013',
      location: at,
      message: `none of the ${input.images.keys.length} declared pictures is in the split's folder ${wanted}`,
    });
  }
  if (roots.length > 1) {
    const got = roots.map((root) => `${root}${wanted}`).join(', ');
    input.problems.add({ code: 'EV1015', location: at, message: `several declared folders are called ${wanted}`, got });
  }
  return keys;
}

function listed(input: ImportInput, list: string): string[] {
  return input
    .labelText(input.labels.use(list))
    .split('\n')
    .flatMap((line, i) => {
      const name = line.trim();
      if (name === '') return [];
      const key = input.images.find({ name, location: `${list}:${i + 1}`, owner: 'the list' }, input.problems);
      return key === undefined ? [] : [key];
    });
}

/** Ultralytics' rule: the last folder named `images` becomes `labels`, and the extension `.txt`. */
function labelOf(key: string): string {
  const path = `/${key}`;
  const at = path.lastIndexOf('/images/');
  const moved = at < 0 ? path : `${path.slice(0, at)}/labels/${path.slice(at + '/images/'.length)}`;
  return `${moved.slice(1).replace(/\.[^./]*$/, '')}.txt`;
}
