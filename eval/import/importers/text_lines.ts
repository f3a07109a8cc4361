/** Lines of text that a reader of pictures should find: NDJSON, one line of text a row. The truth is a record `text_line`. */
import { z } from 'zod';
import { name, sampleId, slices } from '../../contracts/common.ts';
import { readJsonText } from '../../io/json_text.ts';
import type { Draft, Imported, ImportInput } from '../importer.ts';
import { commonOptions, defineImporter, SeenSlices, sourceOf } from '../importer.ts';

const row = z.strictObject({
  id: sampleId,
  text: z.string(),
  /** Path of a declared picture, or the end of one; none where only its text is known. */
  image: z.string().optional(),
  slices: slices.default({}),
  /** The page or the book that the line is from. */
  group: name.optional(),
});

export const textLines = defineImporter(z.strictObject(commonOptions), (input): Imported => {
  const { location, text } = sourceOf(input, 'lines');
  const rows = text.split('\n').flatMap((line, i) => {
    const codes = { syntax: 'EV1010', shape: 'EV1011' } as const;
    const read = line.trim() === '' ? undefined : input.problems.collect(() => readJsonText(line, location, row, codes, i + 1).value);
    return read === undefined ? [] : [draftOf(read, `${location}:${i + 1}`, input)];
  });
  const drafts = rows.filter((draft) => draft !== undefined);
  const seen = new SeenSlices();
  for (const { slices: values } of drafts) seen.add(values);
  return { drafts, exclusions: [], remarks: [], dimensions: seen.dimensions };
});

function draftOf({ id, text, image, slices: values, group }: z.infer<typeof row>, location: string, input: ImportInput): Draft | undefined {
  const found = image === undefined ? null : input.images.find({ name: image, location, owner: `sample ${id}` }, input.problems);
  if (found === undefined) return undefined;
  const truth = { kind: 'json', type: 'text_line', value: text } as const;
  return { id, image: found, hashes: [], sizes: [], truth, slices: values, related: group === undefined ? [] : [group], notes: [] };
}
