/** Pictures with mask files matched by file stem, or the samples of a native manifest. */
import * as z from 'zod';
import { stem } from '../../io/file_names.ts';
import { sampleIdsOf } from '../declared_files.ts';
import {
  commonOptions,
  type Draft,
  defineImporter,
  draft,
  drawnClasses,
  eachOf,
  type Imported,
  type ImportInput,
  maskOptions,
  missingTruth,
} from '../importer.ts';
import { readManifest } from '../manifest.ts';
import { masksOf } from '../mask_files.ts';

const options = z.strictObject({
  ...commonOptions,
  /** What a mask's stem has after the picture's. */
  mask_suffix: z.string().default(''),
  ...maskOptions,
  missing_truth: missingTruth,
});
type Options = z.infer<typeof options>;

export const image = defineImporter(options, (input, given) => {
  const manifest = input.sources.get('manifest');
  const read = manifest === undefined ? fromFolders(input, given) : readManifest(input, manifest, given.missing_truth);
  const { dimensions, ...rest } = drawnClasses(given.mask_values);
  // The same object: a manifest adds to it while it is walked through.
  return { ...read, ...rest, dimensions: Object.assign(read.dimensions, dimensions) };
});

/** One sample a picture; the mask with its stem and the suffix is its ground truth. */
function fromFolders(input: ImportInput, { mask_suffix, missing_truth }: Options): Imported {
  const masks = masksOf(input, mask_suffix);
  const idOf = sampleIdsOf(input.images.keys);
  const exclusions: { id: string; reason: string }[] = [];
  const draftsOf = (key: string): Draft[] => {
    const id = idOf(key);
    const mask = masks.get(key);
    if (mask !== undefined) {
      const truth = { kind: 'foreground' as const, parts: [{ kind: 'mask' as const, key: input.masks.use(mask) }] };
      return [draft({ id, image: input.images.use(key), truth })];
    }
    const expected = `a declared mask named ${stem(key)}${mask_suffix}.png, say`;
    if (missing_truth === 'exclude') exclusions.push({ id, reason: 'no mask' });
    else input.problems.add({ code: 'EV1019', location: key, message: 'the picture has no mask', expected });
    return [];
  };
  return { drafts: eachOf(input.images.keys, draftsOf), exclusions, remarks: [], dimensions: {} };
}
