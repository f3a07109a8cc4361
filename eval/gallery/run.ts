/** Draws the chosen samples: photo, truth, both predictions and the difference, as layers for HTML and strips for Markdown. */
import type { RleText } from '../contracts/common.ts';
import type { SliceRow, TruthRow } from '../contracts/corpus.ts';
import type { PredictionRow } from '../contracts/predictions.ts';
import type { Gallery, GalleryItem } from '../contracts/report.ts';
import { Problems } from '../errors/errors.ts';
import { decodeRgb } from '../image/decode.ts';
import { decodeRuns, fromText, resampleNearest } from '../masks/runs.ts';
import type { Choice } from './choose.ts';
import type { Drawing, Mask, Size } from './draw.ts';
import { colours, drawDifference, drawMask } from './draw.ts';
import { drawLegend } from './legend.ts';
import { dataUri, encodeDrawing, encodeStrip, scalePhoto } from './pictures.ts';
import { stripNamer } from './strips.ts';

/** What the files say about a chosen sample. */
export interface SampleRows {
  readonly slices: SliceRow;
  readonly truth: TruthRow;
  readonly candidate: PredictionRow;
  /** Null where there is no baseline. */
  readonly baseline: PredictionRow | null;
}

export interface GalleryInput {
  readonly metric: string;
  /** What reports call the backends; null where there is no baseline. */
  readonly names: { readonly candidate: string; readonly baseline: string | null };
  readonly choices: readonly Choice[];
  /** What is undefined is missing from the files. */
  readonly rowsOf: (choice: Choice) => { readonly [K in keyof SampleRows]: SampleRows[K] | undefined };
  /** Bytes of a picture by corpus and key. */
  readonly readImage: (corpus: string, key: string) => Uint8Array;
}

export interface GalleryOutput {
  readonly gallery: Gallery;
  /** JPEG files by name: photo, truth, candidate, baseline (where there is one) and difference, side by side. */
  readonly strips: ReadonlyMap<string, Uint8Array>;
}

/** @throws InputError EV5402 naming every row that a chosen sample lacks; EV1 codes for unreadable pictures and masks */
export async function run({ metric, names, choices, rowsOf, readImage }: GalleryInput): Promise<GalleryOutput> {
  const items: GalleryItem[] = [];
  const strips = new Map<string, Uint8Array>();
  const nameStrip = stripNamer();
  for (const { choice, rows } of withRows(choices, rowsOf, names)) {
    const place = `${choice.corpus}/${choice.id}`;
    const photo = await scalePhoto(await decodeRgb(readImage(choice.corpus, rows.slices.image), place));
    const layers: (Layer & { readonly png: Buffer })[] = [];
    for (const layer of layersOf(rows, names, photo.size, place)) layers.push({ ...layer, png: await encodeDrawing(layer.drawing) });
    const strip = nameStrip(choice);
    strips.set(
      strip,
      await encodeStrip(
        photo,
        layers.map(({ png }) => png),
      ),
    );
    items.push({
      ...choice,
      metric,
      notes: rows.slices.notes,
      ...photo.size,
      photo: dataUri('image/jpeg', photo.jpeg),
      layers: layers.map(({ id, title, png }) => ({ id, title, image: dataUri('image/png', png) })),
      strip,
    });
  }
  return { gallery: { schemaVersion: 1, kind: 'gallery', legend: await drawLegend(names), items }, strips };
}

function withRows(choices: readonly Choice[], rowsOf: GalleryInput['rowsOf'], names: GalleryInput['names']): { choice: Choice; rows: SampleRows }[] {
  const problems = new Problems();
  const samples = choices.map((choice) => {
    const found = rowsOf(choice);
    const rows = { ...found, baseline: names.baseline === null ? null : found.baseline };
    for (const [file, row] of Object.entries(rows)) {
      if (row === undefined)
        problems.add({ code: 'EV5402', place: `${choice.corpus}/${choice.id}`, message: `the sample has no row in the ${file} file` });
    }
    return { choice, rows: rows as SampleRows };
  });
  problems.check();
  return samples;
}

interface Layer {
  readonly id: GalleryItem['layers'][number]['id'];
  readonly title: string;
  readonly drawing: Drawing;
}

function layersOf({ truth, candidate, baseline }: SampleRows, names: GalleryInput['names'], size: Size, place: string): Layer[] {
  const truthMask = maskAt(truth.truth.mask, size, place);
  const candidateMask = predictedAt(candidate, size, place);
  const layers: Layer[] = [
    { id: 'truth', title: 'truth', drawing: drawMask(truthMask, colours.truth) },
    { id: 'candidate', title: titleOf(names.candidate, candidate), drawing: drawMask(candidateMask, colours.candidate) },
  ];
  if (baseline !== null && names.baseline !== null) {
    const drawing = drawMask(predictedAt(baseline, size, place), colours.baseline);
    layers.push({ id: 'baseline', title: titleOf(names.baseline, baseline), drawing });
  }
  return [...layers, { id: 'difference', title: `${names.candidate} against truth`, drawing: drawDifference(truthMask, candidateMask) }];
}

function titleOf(backend: string, row: PredictionRow): string {
  return row.status === 'failed' ? `${backend}, which failed: ${row.reason}` : backend;
}

/** A backend that failed predicted nothing. */
function predictedAt(row: PredictionRow, size: Size, place: string): Mask {
  return row.status === 'ok' ? maskAt(row.prediction.mask, size, place) : { ...size, data: new Uint8Array(size.width * size.height) };
}

function maskAt(mask: RleText, size: Size, place: string): Mask {
  return { ...size, data: decodeRuns(resampleNearest(fromText(mask, place), size.height, size.width)) };
}
