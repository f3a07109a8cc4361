/** Draws the chosen samples as layers for HTML and strips for Markdown, and the figures about whole corpora. */
import { drawers, kinds } from '../annotations/drawers.ts';
import type { Kind } from '../annotations/schema.ts';
import type { Gallery, GalleryItem } from '../contracts/report.ts';
import { Problems } from '../errors/errors.ts';
import type { Drawing } from './draw.ts';
import type { Brush, Names, SampleView } from './drawer.ts';
import { drawFigures, type FigureSpec } from './figures.ts';
import { fileNamer } from './file_names.ts';
import type { SampleKey } from './inputs.ts';
import { drawItem } from './items.ts';
import { dataUri, encodeDrawing } from './pictures.ts';
import type { Choice } from './rank.ts';
import { completeRows, type FoundRows, viewOf } from './sample_views.ts';

export interface GalleryInput {
  /** What ranked the choices; undefined where nothing did, and then there are none. */
  readonly metric: string | undefined;
  readonly names: Names;
  readonly choices: readonly Choice[];
  readonly specs: readonly FigureSpec[];
  readonly rowsOf: (sample: SampleKey) => FoundRows;
  /** Bytes of a picture by corpus and key. */
  readonly readImage: (corpus: string, key: string) => Uint8Array;
}

export interface GalleryOutput {
  readonly gallery: Gallery;
  /** By name: JPEG strips (photo, truth, candidate, baseline where there is one, and difference, side by side) and SVG figures. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** @throws InputError EV5403 naming every row that a sample lacks; EV1 codes for unreadable pictures and masks */
export async function run({ metric, names, choices, specs, rowsOf, readImage }: GalleryInput): Promise<GalleryOutput> {
  const problems = new Problems();
  const samples = choices.map((choice) => ({ choice, rows: completeRows(choice, rowsOf(choice), names, problems) }));
  problems.check();
  const chosen = samples.map(({ choice, rows }) => ({ choice, rows, view: viewOf(choice, rows) }));
  const brushes = brushesFor(chosen.map(({ view }) => view));

  const files = new Map<string, Uint8Array>();
  const nameFile = fileNamer();
  const items: GalleryItem[] = [];
  for (const { choice, rows, view } of chosen) {
    const brush = brushes.get(view.truth.kind);
    if (metric === undefined || brush === undefined) continue;
    const { image } = rows.slices;
    const { item, strip } = await drawItem({
      choice,
      rows,
      view,
      brush,
      names,
      picture: image === null ? null : readImage(choice.corpus, image),
    });
    const file = nameFile(choice, 'jpg');
    files.set(file, strip);
    items.push({ ...item, metric, strip: file });
  }
  const figures = drawFigures(specs, names, viewsIn(rowsOf, names)).map((figure) => ({ ...figure, file: nameFile(figure, 'svg') }));
  for (const { file, svg } of figures) files.set(file, Buffer.from(svg));
  const legend = [...new Map([...brushes.values()].flatMap((brush) => brush.legend(names)))];
  return { gallery: { schemaVersion: 1, kind: 'gallery', legend: await Promise.all(legend.map(swatch)), items, figures }, files };
}

/** One brush for each kind of truth that is drawn sample by sample. */
function brushesFor(views: readonly SampleView[]): Map<Kind, Brush> {
  return new Map(
    kinds.flatMap((kind): [Kind, Brush][] => {
      const own = views.filter(({ truth }) => truth.kind === kind);
      const brush = own.length === 0 ? undefined : drawers[kind].brush?.(own);
      return brush === undefined ? [] : [[kind, brush]];
    }),
  );
}

/** Looks samples up whose truth the files have. */
function viewsIn(rowsOf: GalleryInput['rowsOf'], names: Names): (corpus: string, ids: readonly string[]) => SampleView[] {
  return (corpus, ids) => {
    const problems = new Problems();
    const views = ids.flatMap((id) => {
      const found = rowsOf({ corpus, id });
      if (found.truth === undefined) return [];
      const { truth, candidate, baseline } = completeRows({ corpus, id }, found, names, problems);
      return problems.empty ? [viewOf({ corpus, id }, { truth, candidate, baseline })] : [];
    });
    problems.check();
    return views;
  };
}

async function swatch([title, drawing]: readonly [title: string, drawing: Drawing]): Promise<Gallery['legend'][number]> {
  return { title, image: dataUri('image/png', await encodeDrawing(drawing)) };
}
