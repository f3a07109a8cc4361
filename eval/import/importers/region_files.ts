/** Regions that mask files show: one file a region (CelebAMask-HQ), or maps whose values are regions (LaPa). Pictures may be absent. */
import * as z from 'zod';
import { regionRole } from '../../annotations/regions/schema.ts';
import { regionName } from '../../contracts/common.ts';
import { checkRegionFiles, partSuffixOf, regionFileOptions, regionsShown } from '../../contracts/mask_values.ts';
import { nearestText } from '../../errors/nearest.ts';
import { byStem, extension, nearest, stem } from '../../io/file_names.ts';
import { sampleIdsOf } from '../declared_files.ts';
import { policyOf } from '../gold_labels/sentences.ts';
import { commonOptions, type Draft, defineImporter, draft, eachOf, type ImportInput, missingTruth } from '../importer.ts';

const options = z
  .strictObject({
    ...commonOptions,
    ...regionFileOptions,
    /** Region -> what it is for. Regions that files show and that are not named are not judged. */
    regions: z.record(regionName, regionRole),
    /** What a file's stem has after the picture's, where values tell the regions. */
    mask_suffix: z.string().default(''),
    /** What a region without a file is: one that nobody annotated, or one that the picture does not show. */
    missing_parts: z.enum(['unlabelled', 'empty']).default('unlabelled'),
    missing_truth: missingTruth,
  })
  .superRefine((given, context) => {
    checkRegionFiles(given, context);
    const shown = regionsShown(given);
    for (const name of Object.keys(given.regions).filter((one) => !shown.includes(one)))
      context.addIssue({ code: 'custom', message: `regions: no file shows "${name}"${nearestText(name, shown)}; there are ${shown.join(', ')}` });
    if (Object.values(given.regions).every((role) => role === 'surround'))
      context.addIssue({ code: 'custom', message: 'regions: nothing is measured; give one of them the role strong, weak or whole' });
  });
type Options = z.infer<typeof options>;

/** Problems: EV1013 a file of no picture, EV1015 one of several or two that say the same, EV1019 a picture without a file. */
export const regionFiles = defineImporter(options, (input, given) => {
  const owners = ownersOf(input, given);
  const all = input.images.size > 0 ? input.images.keys : [...new Set(owners.values())];
  const idOf = sampleIdsOf(all);
  const files = Map.groupBy(owners.keys(), (mask) => owners.get(mask) ?? '');
  const exclusions: { id: string; reason: string }[] = [];
  const draftsOf = (key: string): Draft[] => {
    const id = idOf(key);
    const own = files.get(key);
    if (own === undefined && given.missing_truth === 'exclude') exclusions.push({ id, reason: 'no mask' });
    else if (own === undefined) input.problems.add({ code: 'EV1019', location: key, message: 'the picture has no mask' });
    if (own === undefined) return [];
    const image = input.images.has(key) ? input.images.use(key) : null;
    const truth = { kind: 'region_files', roles: given.regions, missing: given.missing_parts, files: shownBy(own, given, input) } as const;
    return [draft({ id, image, truth })];
  };
  return { drafts: eachOf(all, draftsOf), exclusions, remarks: [], dimensions: {}, statements: policyOf(new Map(Object.entries(given.regions))) };
});

const suffixOf = (mask: string, { part_suffixes: suffixes, mask_suffix }: Options): string | undefined =>
  Object.keys(suffixes).length > 0 ? partSuffixOf(stem(mask), suffixes) : mask_suffix;

/** The picture of each mask file; where there are none, the file's path without its suffix and extension. */
function ownersOf({ images, masks, problems }: ImportInput, given: Options): Map<string, string> {
  const picturesOf = byStem(images.keys);
  const found = new Map<string, string>();
  for (const mask of masks.keys) {
    const suffix = suffixOf(mask, given);
    const expected = Object.keys(given.part_suffixes).join(', ') || given.mask_suffix;
    if (suffix === undefined || !stem(mask).endsWith(suffix)) {
      problems.add({ code: 'EV1013', location: mask, message: 'the name of the mask has no declared suffix', expected });
      continue;
    }
    const path = mask.replace(extension, '');
    const named =
      images.size === 0
        ? [path.slice(0, path.length - suffix.length)]
        : nearest(mask, picturesOf(stem(mask).slice(0, stem(mask).length - suffix.length)));
    const [owner] = named;
    if (owner === undefined) problems.add({ code: 'EV1013', location: mask, message: 'the mask belongs to no declared picture' });
    else if (named.length > 1)
      problems.add({ code: 'EV1015', location: mask, message: 'the mask fits several pictures of one file stem', got: named.join(', ') });
    else found.set(mask, owner);
  }
  return found;
}

/** Files with the region that each shows; of a map of values that is not known yet. */
function shownBy(own: readonly string[], given: Options, { masks, problems }: ImportInput) {
  const files = own.map((key) => {
    const region = given.part_suffixes[suffixOf(key, given) ?? ''];
    return { key: masks.use(key), ...(region !== undefined && { region }) };
  });
  const again = files.find(({ region }, i) => files.findIndex((one) => one.region === region) < i);
  const got = files.map(({ key }) => key).join(', ');
  if (again !== undefined) problems.add({ code: 'EV1015', location: again.key, message: 'two files show the same of one picture', got });
  return files.filter(({ region }) => region === undefined || Object.hasOwn(given.regions, region));
}
