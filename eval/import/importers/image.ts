/** Pictures with mask files matched by file stem, or the samples of a native manifest. */
import { z } from 'zod';
import type { DeclaredFiles } from '../declared_files.ts';
import { sampleIdOf, stem } from '../declared_files.ts';
import type { Draft, Imported, ImportInput } from '../importer.ts';
import { commonOptions, defineImporter, missingTruth } from '../importer.ts';
import { readManifest } from '../manifest.ts';

const options = z.strictObject({
  ...commonOptions,
  /** What a mask's stem has after the picture's. */
  mask_suffix: z.string().default(''),
  /** A pixel of a mask is foreground when its 8-bit value reaches this. */
  mask_threshold: z.int().min(1).max(255).default(128),
  missing_truth: missingTruth,
});
type Options = z.infer<typeof options>;

export const image = defineImporter(options, (input, given) => {
  const manifest = input.sources.get('manifest');
  return manifest === undefined ? fromFolders(input, given) : readManifest(input, manifest, given);
});

/** One sample a picture, called by its stem; the mask with that stem and the suffix is its ground truth. */
function fromFolders(input: ImportInput, { mask_suffix, mask_threshold, missing_truth }: Options): Imported {
  const pictures = byStem(input.images, 'pictures', input);
  const masks = byStem(input.masks, 'masks', input);
  const drafts: Draft[] = [];
  const exclusions: { id: string; reason: string }[] = [];
  for (const [name, key] of pictures) {
    const id = sampleIdOf(name);
    const mask = masks.get(name + mask_suffix);
    if (mask !== undefined) {
      const parts = [{ kind: 'mask' as const, key: input.masks.use(mask), threshold: mask_threshold }];
      drafts.push({
        id,
        image: input.images.use(key),
        hashes: [],
        sizes: [],
        truth: { kind: 'foreground', parts },
        slices: {},
        related: [],
        notes: [],
      });
    } else if (missing_truth === 'exclude') exclusions.push({ id, reason: 'no mask' });
    else
      input.problems.add({
        code: 'EV1019',
        location: key,
        message: 'the picture has no mask',
        expected: `a declared mask named ${name}${mask_suffix}.png, say`,
      });
  }
  for (const key of input.masks.unused) {
    const owner = stem(key).slice(0, mask_suffix === '' || !stem(key).endsWith(mask_suffix) ? undefined : -mask_suffix.length);
    // An ambiguous stem has been told already.
    if (masks.get(stem(key)) !== key) continue;
    input.problems.add({
      code: 'EV1013',
      location: key,
      message: 'the mask belongs to no declared picture',
      expected: `a declared picture named ${owner}.jpg, say`,
    });
  }
  return { drafts, exclusions, remarks: [], dimensions: {} };
}

/** Files by stem; EV1015 for a stem that two files share. */
function byStem(files: DeclaredFiles, what: string, input: ImportInput): Map<string, string> {
  const found = new Map<string, string>();
  for (const key of files.keys) {
    const other = found.get(stem(key));
    if (other === undefined) found.set(stem(key), key);
    else
      input.problems.add({
        code: 'EV1015',
        location: key,
        message: `two ${what} share a file stem, which is the sample's name`,
        got: `${other}, ${key}`,
      });
  }
  return found;
}
