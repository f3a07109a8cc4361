/** One chosen sample: photo or plain ground, and its layers. */
import type { PredictionRow } from '../contracts/predictions.ts';
import type { GalleryItem } from '../contracts/report.ts';
import { decodeRgb } from '../image/decode.ts';
import type { Brush, Names, Subject } from './drawer.ts';
import { dataUri, encodeDrawing, encodeStrip, plainGround, scalePhoto } from './pictures.ts';
import type { Choice } from './rank.ts';
import type { SampleRows } from './subjects.ts';

export interface ItemOptions {
  readonly choice: Choice;
  readonly rows: SampleRows;
  readonly subject: Subject;
  readonly brush: Brush;
  readonly names: Names;
  /** Bytes of the sample's picture; null where it has none. */
  readonly picture: Uint8Array | null;
}

type LayerId = GalleryItem['layers'][number]['id'];

/** @throws InputError EV1 codes for unreadable pictures and masks */
export async function drawItem({ choice, rows, subject, brush, names, picture }: ItemOptions): Promise<{
  readonly item: Omit<GalleryItem, 'metric' | 'strip'>;
  readonly strip: Buffer;
}> {
  const photo = picture === null ? await plainGround(brush.sizeOf(subject)) : await scalePhoto(await decodeRgb(picture, subject.location));
  const drawings = brush.draw(subject, photo.size);
  const about = brush.about?.(subject);
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
