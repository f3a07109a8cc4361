/** Our own list of samples: NDJSON, one sample a line, for corpora that come with slices, groups or notes. */
import * as z from 'zod';
import { digest, name, sampleId, slices } from '../contracts/common.ts';
import { runLengths, type TruthPart } from '../contracts/draft.ts';
import { draft, type Imported, type ImportInput, type Source, samplesOf } from './importer.ts';

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
    slices: slices.default({}),
    group: name.optional(),
    notes: z.array(z.string()).default([]),
    /** Of the picture when its truth was drawn. */
    sha256: digest.optional(),
  })
  .refine(({ mask, polygons, rle }) => [mask, polygons, rle].filter((truth) => truth !== undefined).length <= 1, {
    message: 'the row has more than one kind of ground truth',
  });
type ManifestRow = z.infer<typeof manifestRow>;

/** Problems: EV1010 a line is not JSON, EV1011 not a row, EV1012 to EV1015 its files, EV1019 no ground truth. */
export function readManifest(input: ImportInput, manifest: Source, missingTruth: 'error' | 'exclude'): Imported {
  const exclusions: { id: string; reason: string }[] = [];
  const read = samplesOf<ManifestRow>(manifest, manifestRow, input.problems, (row, location) => {
    const { id, slices, notes, sha256, group } = row;
    const parts = partsOf(input, row, location);
    if (parts === 'missing' && missingTruth === 'exclude') {
      exclusions.push({ id, reason: 'no ground truth' });
      return undefined;
    }
    if (parts === 'missing')
      input.problems.add({ code: 'EV1019', location, message: `sample ${id} has no ground truth`, expected: 'mask, polygons or rle' });
    const image = input.images.find({ name: row.image, location, owner: `sample ${id}` }, input.problems);
    if (image === undefined || parts === undefined || parts === 'missing') return undefined;
    const hashes = sha256 === undefined ? [] : [{ sha256, location }];
    const related = group === undefined ? [] : [group];
    return draft({ id, image, hashes, truth: { kind: 'foreground', parts }, slices, related, notes });
  });
  return { ...read, exclusions };
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
