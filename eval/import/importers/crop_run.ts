/** Pictures that people reported to a crop service: one sample a picture, its failure classes as slices. */
import * as z from 'zod';
import type { TruthPart } from '../../contracts/draft.ts';
import { type JsonText, readJsonText } from '../../io/json_text.ts';
import { byIdentifier, byNumber, byText } from '../../io/order.ts';
import { type Chosen, chooseAnnotations } from '../crop_runs/annotations.ts';
import { lineageOf } from '../crop_runs/lineage.ts';
import { type Reported, remarksOn } from '../crop_runs/remarks.ts';
import { type CropAnnotation, type CropRun, cropAnnotation, cropRun, nameOf } from '../crop_runs/rows.ts';
import { sampleIdOf } from '../declared_files.ts';
import {
  commonOptions,
  type Draft,
  defineImporter,
  drawnClasses,
  type ImportInput,
  maskOptions,
  type Source,
  sourceCodes,
  sourceOf,
} from '../importer.ts';
import { classesOf, readTaxonomy } from '../taxonomy.ts';

const options = z.strictObject({ ...commonOptions, ...maskOptions });

/**
 * Exclusions carry ids of crop runs, samples those of pictures. Only pictures of samples must be declared: a row that is
 * excluded says nothing about files.
 */
export const cropRuns = defineImporter(options, (input, { dimension, mask_values }) => {
  const sources = { runs: sourceOf(input, 'crop_runs'), annotations: sourceOf(input, 'annotations'), taxonomy: sourceOf(input, 'taxonomy') };
  const taxonomy = input.problems.collect(() => readTaxonomy(sources.taxonomy));
  const rows = rowsOf<CropRun>(input, sources.runs, cropRun);
  const annotations = rowsOf<CropAnnotation>(input, sources.annotations, cropAnnotation);
  if (taxonomy === undefined || rows === undefined || annotations === undefined)
    return { drafts: [], exclusions: [], remarks: [], dimensions: { [dimension]: [] } };

  const runs = [...rows].sort((a, b) => byNumber(a.created, b.created) || byIdentifier(a.id, b.id));
  const { roots, circular } = lineageOf(runs);
  for (const id of circular) {
    const location = `${sources.runs.location}: image ${id}`;
    input.problems.add({ code: 'EV1025', location, message: 'derived_from leads back to the picture itself' });
  }
  const { reports, exclusions } = select(runs, chooseAnnotations(annotations));
  const drafts: Draft[] = [];
  const samples: Reported[] = [];
  for (const [picture, { list, chosen }] of [...reports].sort(([a], [b]) => byText(a, b))) {
    const { annotation } = chosen;
    const parts = partsOf(input, `${sources.annotations.location}: annotation ${annotation.id}`, annotation);
    const image = pictureOf(input, sources.runs.location, list);
    if (parts === undefined || image === undefined) continue;
    const id = sampleIdOf(picture);
    const classes = classesOf(list, taxonomy);
    samples.push({ id, chosen, classes });
    drafts.push({
      id,
      image,
      hashes: hashesOf(list, sources.runs.location, annotation, sources.annotations.location),
      sizes: sizesOf(annotation, sources.annotations.location),
      truth: { kind: 'foreground', parts },
      slices: { [dimension]: classes },
      related: relativesOf(list, roots.get(picture)),
      notes: list.map(({ notes }) => notes).filter((notes) => notes.trim() !== ''),
    });
  }
  const { dimensions, ...rest } = drawnClasses(mask_values);
  return { ...rest, drafts, exclusions, remarks: remarksOn(samples), dimensions: { ...dimensions, [dimension]: taxonomy.values } };
});

interface Report {
  /** Crop runs of one picture that people submitted, oldest first. */
  readonly list: CropRun[];
  readonly chosen: Chosen;
}

/** Reports of each picture that has ground truth, and why the other rows are left out. */
function select(runs: readonly CropRun[], truths: ReadonlyMap<string, Chosen | null>) {
  const exclusions: { id: string; reason: string }[] = [];
  const reports = new Map<string, Report>();
  for (const run of runs) {
    const picture = String(run.image.id);
    const chosen = truths.get(picture);
    const exclude = (reason: string) => exclusions.push({ id: String(run.id), reason });
    if (run.source.type !== 'human') exclude('not submitted by a person');
    else if (chosen === undefined) exclude('no ground-truth mask');
    else if (chosen === null) exclude('no approved ground-truth mask');
    else reports.set(picture, { list: [...(reports.get(picture)?.list ?? []), run], chosen });
  }
  return { reports, exclusions };
}

/** Rows of a JSON list; EV1010 no JSON, EV1011 no such rows, EV1016 an id given twice. */
function rowsOf<T extends { readonly id: string | number }>(input: ImportInput, source: Source, row: z.ZodType<T>): T[] | undefined {
  const file: JsonText<T[]> | undefined = input.problems.collect(() => readJsonText<T[]>(source.text, source.location, z.array(row), sourceCodes));
  const seen = new Set<string>();
  file?.value.forEach(({ id }, i) => {
    if (seen.has(String(id))) input.problems.add({ code: 'EV1016', location: file.positionOf([i, 'id']), message: `a second row has the id ${id}` });
    seen.add(String(id));
  });
  return file?.value;
}

/** The one declared picture that all reports mean. */
function pictureOf(input: ImportInput, file: string, list: readonly CropRun[]): string | undefined {
  const keys = list.map(({ id, image }) =>
    input.images.find({ name: nameOf(image), location: `${file}: crop run ${id}`, owner: `image ${image.id}` }, input.problems),
  );
  const found = [...new Set(keys)];
  if (found.length > 1 && !found.includes(undefined)) {
    const location = `${file}: image ${list[0]?.image.id}`;
    input.problems.add({ code: 'EV1015', location, message: 'the crop runs of the picture name different files', got: found.join(', ') });
  }
  return found.length === 1 ? found[0] : undefined;
}

function partsOf(input: ImportInput, location: string, { image_id, mask }: CropAnnotation): TruthPart[] | undefined {
  if (mask.kind === 'runs') return [{ ...mask, location }];
  const key = input.masks.find({ name: mask.name, location, owner: `image ${image_id}` }, input.problems);
  return key === undefined ? undefined : [{ kind: 'mask', key }];
}

/** Names of the photo that it was made from and of the pieces that it shows. */
function relativesOf(list: readonly CropRun[], root: string | undefined): string[] {
  const pieces = list.flatMap(({ piece }) => (piece === null ? [] : [`piece:${piece}`]));
  return [...new Set([...(root === undefined ? [] : [`image:${root}`]), ...pieces])];
}

function hashesOf(list: readonly CropRun[], runsFile: string, annotation: CropAnnotation, annotationsFile: string): Draft['hashes'] {
  const given = [
    ...list.map(({ id, image }) => ({ sha256: image.sha256, location: `${runsFile}: crop run ${id}` })),
    { sha256: annotation.image_sha256, location: `${annotationsFile}: annotation ${annotation.id}` },
  ];
  return given.flatMap(({ sha256, location }) => (sha256 === null || sha256 === undefined ? [] : [{ sha256, location }]));
}

function sizesOf({ id, width, height }: CropAnnotation, file: string): Draft['sizes'] {
  const known = typeof width === 'number' && typeof height === 'number';
  return known ? [{ width, height, location: `${file}: annotation ${id}` }] : [];
}
