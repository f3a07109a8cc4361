/**
 * Predictions that are picture files, called like the pictures: a mask, a map of classes, or a mask for each region. This kind knows them as
 * rows that `//eval/infer/mask_files` made of them, so that whoever reads predictions opens no picture.
 */
import * as z from 'zod';
import { importedPrediction } from '../annotations/registry.ts';
import { type RleText, regionName, rle } from '../contracts/common.ts';
import { checkRegionFiles, partSuffixOf, regionFileOptions } from '../contracts/mask_values.ts';
import { Problems } from '../errors/errors.ts';
import { stem } from '../io/file_names.ts';
import type { Backend, Outcome } from './backend.ts';
import { each } from './each.ts';
import { samplesOfFiles } from './imported_files.ts';
import { readImportedRows } from './imported_rows.ts';

export const maskFileConfiguration = z
  .strictObject({
    ...regionFileOptions,
    predicts: z.enum(['foreground', 'regions']).default('foreground'),
    /** What a file's stem has after the picture's. */
    mask_suffix: z.string().default(''),
  })
  .superRefine((given, context) => {
    const { predicts, mask_values: values, part_suffixes: suffixes } = given;
    if (predicts === 'regions') return checkRegionFiles(given, context);
    if (Object.keys(suffixes).length > 0) context.addIssue({ code: 'custom', message: 'part_suffixes tell regions: write predicts = "regions"' });
    if (values !== undefined && values !== 'nonzero' && 'ignore' in values && values.ignore.length > 0)
      context.addIssue({ code: 'custom', message: 'mask_values: a prediction has no pixels to `ignore`; name them in `background`' });
  });
export type MaskFileConfig = z.infer<typeof maskFileConfiguration>;

/** What a file shows: of `part_suffixes` one mask each, whose region its name tells. */
export const maskFileRow = z.union([
  z.strictObject({ file: z.string().min(1), mask: rle }),
  z.strictObject({ file: z.string().min(1), regions: z.record(regionName, rle) }),
]);
export type MaskFileRow = z.infer<typeof maskFileRow>;

export const maskFiles: Backend<MaskFileConfig, 'imported'> = {
  kind: 'mask_files',
  source: 'imported',
  wholeFiles: true,
  configuration: maskFileConfiguration,
  async open({ part_suffixes: suffixes, mask_suffix }, { files }, task) {
    const problems = new Problems();
    const rows = readImportedRows(files, maskFileRow, problems).map(({ row }) => row);
    const suffixOf = (file: string) => (Object.keys(suffixes).length > 0 ? partSuffixOf(stem(file), suffixes) : mask_suffix);
    const expected = Object.keys(suffixes).join(', ');
    for (const { file } of rows.filter((row) => suffixOf(row.file) === undefined))
      problems.add({ code: 'EV4004', location: file, message: 'the name ends with none of part_suffixes', expected });
    const known = rows.filter(({ file }) => suffixOf(file) !== undefined);
    const names = new Set(known.map(({ file }) => file));
    const samples = samplesOfFiles(names, (file) => suffixOf(file) ?? '', task, problems);
    const outcomes = new Map<string, Outcome>();
    for (const [sample, own] of Map.groupBy(known, ({ file }) => samples.get(file))) {
      if (sample === undefined) continue;
      const shown = oneOf(own, (file) => suffixes[suffixOf(file) ?? ''], problems);
      const outcome = problems.collect(() => ({ prediction: importedPrediction(shown, sample, own[0]?.file ?? '') }));
      if (outcome !== undefined) outcomes.set(sample.id, outcome);
    }
    problems.check();
    const missing: Outcome = { failed: `none of the ${rows.length} mask files is called like the picture` };
    return { predict: each(async ({ id }) => outcomes.get(id) ?? missing), close: async () => {} };
  },
};

/** What the files of one sample say together. Problems: EV4002 two files that say the same thing */
function oneOf(rows: readonly MaskFileRow[], regionOf: (file: string) => string | undefined, problems: Problems) {
  const regions = new Map<string, RleText>();
  for (const [i, row] of rows.entries()) {
    const region = regionOf(row.file);
    const got = rows.map(({ file }) => file).join(', ');
    if (region === undefined ? i > 0 : regions.has(region))
      problems.add({ code: 'EV4002', location: row.file, message: 'a second file about this picture', got });
    if (region !== undefined && 'mask' in row) regions.set(region, row.mask);
  }
  const [{ file: _, ...shown }] = rows as [MaskFileRow];
  return regions.size > 0 ? { regions: Object.fromEntries(regions) } : shown;
}
