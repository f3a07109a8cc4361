/** Our own list of samples: NDJSON, one sample a line, for corpora that come with slices, groups or notes. */
import { z } from 'zod';
import { digest, name, sampleId, slices } from '../contracts/common.ts';
import type { TruthPart } from '../contracts/draft.ts';
import { runLengths } from '../contracts/draft.ts';
import { readJsonText } from '../io/json_text.ts';
import { byText } from '../io/order.ts';
import type { Draft, Imported, ImportInput, Source } from './importer.ts';

/** Unknown keys are refused: the format is ours. At most one of mask, polygons and rle. */
export const manifestRow = z
  .strictObject({
    id: sampleId,
    /** Path of a declared picture, or the end of one. */
    image: z.string(),
    /** Path of a declared mask file, or the end of one. */
    mask: z.string().optional(),
    /** Outlines x1, y1, x2, y2, … in pixels of the displayed picture; none means no foreground. */
    polygons: z.array(z.array(z.number())).optional(),
    /** COCO run lengths, size [height, width]. */
    rle: z.strictObject(runLengths).optional(),
    slices: slices.optional(),
    group: name.optional(),
    notes: z.array(z.string()).default([]),
    /** Of the picture when its truth was drawn. */
    sha256: digest.optional(),
  })
  .refine(({ mask, polygons, rle }) => [mask, polygons, rle].filter((truth) => truth !== undefined).length <= 1, {
    message: 'the row has more than one kind of ground truth',
  });
type ManifestRow = z.infer<typeof manifestRow>;

interface Options {
  readonly missing_truth: 'error' | 'exclude';
}

/** Problems: EV1010 a line is not JSON, EV1011 not a row, EV1012 to EV1015 its files, EV1019 no ground truth. */
export function readManifest(input: ImportInput, manifest: Source, options: Options): Imported {
  const drafts: Draft[] = [];
  const exclusions: { id: string; reason: string }[] = [];
  const values = new Map<string, Set<string>>();
  manifest.text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    const codes = { syntax: 'EV1010', shape: 'EV1011' } as const;
    const row = input.problems.collect(() => readJsonText<ManifestRow>(line, manifest.location, manifestRow, codes, i + 1).value);
    if (row === undefined) return;
    const location = `${manifest.location}:${i + 1}`;
    const parts = partsOf(input, row, location);
    if (parts === 'missing' && options.missing_truth === 'exclude') {
      exclusions.push({ id: row.id, reason: 'no ground truth' });
      return;
    }
    if (parts === 'missing')
      input.problems.add({ code: 'EV1019', location, message: `sample ${row.id} has no ground truth`, expected: 'mask, polygons or rle' });
    const image = input.images.find({ name: row.image, location, owner: `sample ${row.id}` }, input.problems);
    for (const [dimension, list] of Object.entries(row.slices ?? {})) {
      values.set(dimension, new Set([...(values.get(dimension) ?? []), ...list]));
    }
    if (image === undefined || parts === undefined || parts === 'missing') return;
    const hashes = row.sha256 === undefined ? [] : [{ sha256: row.sha256, location }];
    const related = row.group === undefined ? [] : [row.group];
    drafts.push({ id: row.id, image, hashes, sizes: [], truth: { kind: 'foreground', parts }, slices: row.slices ?? {}, related, notes: row.notes });
  });
  const dimensions = [...values].map(([dimension, set]) => [dimension, [...set].sort(byText).map((value) => ({ value, title: value }))] as const);
  return { drafts, exclusions, remarks: [], dimensions: Object.fromEntries(dimensions) };
}

function partsOf(input: ImportInput, row: ManifestRow, location: string): TruthPart[] | 'missing' | undefined {
  if (row.mask !== undefined) {
    const key = input.masks.find({ name: row.mask, location, owner: `sample ${row.id}` }, input.problems);
    return key === undefined ? undefined : [{ kind: 'mask', key }];
  }
  if (row.polygons !== undefined) return row.polygons.length === 0 ? [] : [{ kind: 'outlines', outlines: row.polygons, unit: 'pixel', location }];
  if (row.rle !== undefined) return [{ kind: 'runs', size: row.rle.size, counts: row.rle.counts, location }];
  return 'missing';
}
