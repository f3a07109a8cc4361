/** Gold labels: regions that people drew, with a use for each. One sample an annotation that counts; pictures may be absent. */

import * as z from 'zod';
import type { RegionRole } from '../../annotations/regions/schema.ts';
import type { Truth } from '../../contracts/corpus.ts';
import { nearestText } from '../../errors/nearest.ts';
import { checkLabelSchema, labelSchemaOptions, regionsOf } from '../../gold_labels/label_schema.ts';
import { annotatedNames, type LabelledMask, masksOf } from '../../gold_labels/masks.ts';
import { type LocatedAnnotation, readAnnotations, selectAnnotations } from '../../gold_labels/rows.ts';
import { byText } from '../../io/order.ts';
import { toText } from '../../masks/runs.ts';
import { policyOf, remarksOn } from '../gold_labels/sentences.ts';
import { commonOptions, type Draft, defineImporter, draft, type ImportInput, sourceCodes, sourceOf, titled } from '../importer.ts';

const options = z
  .strictObject({
    ...commonOptions,
    ...labelSchemaOptions,
    /** Field of a row that names what related samples share (a person, a recording); empty: none does. */
    group_field: z.string().default(''),
  })
  .superRefine(checkLabelSchema);

/**
 * Every row is looked at: it becomes a sample, an exclusion with its reason, or an error. Problems: EV1010, EV1011 and
 * EV1302 rows, EV1303 and EV12… their masks, EV1304 a declared region that nobody annotated.
 */
export const goldLabel = defineImporter(options, (input, given) => {
  const source = sourceOf(input, 'gold');
  const regions = regionsOf(given);
  const all = readAnnotations(source, given, sourceCodes, input.problems);
  const { rows, exclusions } = selectAnnotations(all, given, input.problems);

  const samples: { readonly row: LocatedAnnotation; readonly masks: ReadonlyMap<string, LabelledMask> }[] = [];
  const unlabelled: { readonly id: string; readonly reason: string }[] = [];
  for (const row of rows) {
    const masks = masksOf(row, regions, given.grid, input.problems);
    if ([...masks.values()].some(({ role }) => role !== 'surround')) samples.push({ row, masks });
    else unlabelled.push({ id: row.row.sample_hash, reason: 'no declared region is annotated' });
  }
  const labelled = samples.map(({ masks }) => masks);
  const annotated = rows.flatMap(({ row }) => annotatedNames(row));
  checkDeclared([...regions.keys()], labelled, new Set(annotated), source.location, input);

  const drafts = samples.map(({ row, masks }) => draftOf(row, masks, given.group_field, input));
  const undeclared = Map.groupBy(annotated.filter((name) => !regions.has(name)).sort(byText), (name) => name);
  const sources = [...new Set(drafts.flatMap(({ slices }) => slices['source'] ?? []))].sort(byText);
  return {
    drafts,
    exclusions: [...exclusions, ...unlabelled],
    statements: policyOf(new Map([...regions].map(([name, { role }]): [string, RegionRole] => [name, role]))),
    remarks: remarksOn(labelled, regions.keys(), new Map([...undeclared].map(([name, list]) => [name, list.length]))),
    dimensions: { source: titled(sources) },
  };
});

/** EV1304: a region that no annotation has is misspelt, or the wrong file was given. */
function checkDeclared(
  names: readonly string[],
  labelled: readonly ReadonlyMap<string, LabelledMask>[],
  annotated: ReadonlySet<string>,
  location: string,
  { problems }: ImportInput,
): void {
  // Masks that could not be read are told already, and may be the only ones of their region.
  if (labelled.length === 0 || !problems.empty) return;
  for (const name of names.filter((one) => !labelled.some((masks) => masks.has(one)))) {
    const message = `no annotation has the region ${name}${nearestText(name, annotated)}`;
    problems.add({ code: 'EV1304', location, message, expected: [...annotated].sort(byText).join(', ') });
  }
}

function draftOf({ row, location }: LocatedAnnotation, masks: ReadonlyMap<string, LabelledMask>, groupField: string, input: ImportInput): Draft {
  const id = row.sample_hash;
  const truth: Truth = {
    kind: 'regions',
    regions: Object.fromEntries([...masks].map(([name, { role, mask }]) => [name, { role, mask: toText(mask) }])),
  };
  const path = (row.image_path ?? '').replace(/^file:/, '');
  const image = input.images.size === 0 ? null : (input.images.find({ name: path, location, owner: `sample ${id}` }, input.problems) ?? null);
  const group = groupField === '' ? undefined : row[groupField];
  if (groupField !== '' && typeof group !== 'string') {
    input.problems.add({ code: 'EV1011', location, message: `sample ${id} has no ${groupField}, which names its group`, expected: 'a text' });
  }
  const source = (row.source ?? '').trim().toLowerCase() || 'unknown';
  const related = [...(path === '' ? [] : [`image:${path}`]), ...(typeof group === 'string' ? [`${groupField}:${group}`] : [])];
  return draft({ id, image, truth, slices: { source: [source] }, related });
}
