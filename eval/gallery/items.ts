/** One chosen sample: photo or plain ground, and its layers. */
import type { PredictionRow } from '../contracts/predictions.ts';
import type { GalleryItem } from '../contracts/report.ts';
import { decodeRgb } from '../image/decode.ts';
import type { Brush, Names, SampleView } from './drawer.ts';
import { dataUri, encodeDrawing, encodeStrip, plainGround, scalePhoto } from './pictures.ts';
import type { Choice } from './rank.ts';
import type { SampleRows } from './sample_views.ts';

export interface ItemOptions {
  readonly choice: Choice;
  readonly rows: SampleRows;
  readonly view: SampleView;
  readonly brush: Brush;
  readonly names: Names;
  /** Bytes of the sample's picture; null where it has none. */
  readonly picture: Uint8Array | null;
}

type LayerId = GalleryItem['layers'][number]['id'];

/** @throws InputError EV1 codes for unreadable pictures and masks */
export async function drawItem({ choice, rows, view, brush, names, picture }: ItemOptions): Promise<{
  readonly item: Omit<GalleryItem, 'metric' | 'strip'>;
  readonly strip: Buffer;
}> {
  const photo = picture === null ? await plainGround(brush.sizeOf(view)) : await scalePhoto(await decodeRgb(picture, view.location));
  const drawings = brush.draw(view, photo.size);
  const about = brush.about?.(view);
  const layers: { readonly id: LayerId; readonly title: string; readonly png: Buffer }[] = [];
  for (const [id, title] of titles(rows, names)) layers.push({ id, title, png: await encodeDrawing(drawings[id]) });
  return {
    item: {
      ...choice,
      notes: rows.slices.notes,
      ...(about === undefined ? {} : { about }),
      ...photo.size,
      photo: dataUri('image/jpeg', photo.jpeg),
      layers: layers.map(({ id, title, png }) => ({ id, title, image: dataUri('image/png', png) })),
    },
    strip: await encodeStrip(
      photo,
      layers.map(({ png }) => png),
    ),
  };
}

function titles({ candidate, baseline }: SampleRows, names: Names): [id: LayerId, title: string][] {
  return [
    ['truth', 'truth'],
    ['candidate', titleOf(names.candidate, candidate)],
    ...(baseline === null || names.baseline === null ? [] : [['baseline', titleOf(names.baseline, baseline)] satisfies [LayerId, string]]),
    ['difference', `${names.candidate} against truth`],
  ];
}

function titleOf(backend: string, row: PredictionRow): string {
  return row.status === 'failed' ? `${backend}, which failed: ${row.reason}` : backend;
}
