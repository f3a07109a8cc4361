/** Lines of text that a reader of pictures should find: NDJSON, one line of text a row. The truth is a record `text_line`. */
import * as z from 'zod';
import { name, sampleId, slices } from '../../contracts/common.ts';
import { commonOptions, defineImporter, samplesOf, sourceOf } from '../importer.ts';
import { sampleDraft } from './samples.ts';

const row = z.strictObject({
  id: sampleId,
  text: z.string(),
  /** Path of a declared picture, or the end of one; none where only its text is known. */
  image: z.string().optional(),
  slices: slices.default({}),
  /** The page or the book that the line is from. */
  group: name.optional(),
});

export const textLines = defineImporter(z.strictObject(commonOptions), (input) =>
  samplesOf(sourceOf(input, 'lines'), row, input.problems, ({ text, ...given }, location) =>
    sampleDraft({ ...given, truth: { kind: 'json', type: 'text_line', value: text }, notes: [] }, location, input),
  ),
);
