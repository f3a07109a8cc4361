/** Samples that a program of the corpus's owner wrote: NDJSON, one sample a row, with a truth of any kind. */
import * as z from 'zod';
import { truth } from '../../annotations/schema.ts';
import { digest, name, sampleId, slices } from '../../contracts/common.ts';
import { commonOptions, type Draft, defineImporter, type ImportInput, samplesOf, sourceOf } from '../importer.ts';

/** Unknown keys are refused: the format is ours. */
export const sampleRow = z.strictObject({
  id: sampleId,
  /** Path of a declared picture, or the end of one; left out where the sample has none. */
  image: z.string().optional(),
  truth,
  slices: slices.default({}),
  /** What related samples share: they are drawn together when intervals are made. */
  group: name.optional(),
  notes: z.array(z.string()).default([]),
  /** Of the picture when its truth was made. */
  sha256: digest.optional(),
});
type Row = z.infer<typeof sampleRow>;

export const samples = defineImporter(z.strictObject(commonOptions), (input) =>
  samplesOf(sourceOf(input, 'samples'), sampleRow, input.problems, (row, location) => sampleDraft(row, location, input)),
);

export function sampleDraft({ id, image, truth, slices, group, notes, sha256 }: Row, location: string, input: ImportInput): Draft | undefined {
  const found = image === undefined ? null : input.images.find({ name: image, location, owner: `sample ${id}` }, input.problems);
  if (found === undefined) return undefined;
  if (found === null && sha256 !== undefined) {
    input.problems.add({ code: 'EV1011', location, message: `sample ${id}: sha256 is a picture's, and the row names none`, expected: 'image' });
  }
  const size = sizeOf(truth);
  return {
    id,
    image: found,
    hashes: sha256 === undefined ? [] : [{ sha256, location }],
    sizes: size === undefined || found === null ? [] : [{ ...size, location }],
    truth,
    slices,
    related: group === undefined ? [] : [group],
    notes,
  };
}

/** In pixels, of truth that lies on its picture: verify holds it against the picture as it is displayed. */
function sizeOf(given: Row['truth']): { readonly height: number; readonly width: number } | undefined {
  if (given.kind === 'instances') return { height: given.height, width: given.width };
  if (given.kind !== 'mask') return undefined;
  const [height, width] = given.mask.size;
  return { height, width };
}
