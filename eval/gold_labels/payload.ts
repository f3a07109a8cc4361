/** Masks as gold labels and predictions of regions carry them: run lengths along the rows, or outlines. */
import * as z from 'zod';
import { fromRowMajor, type Runs, resampleNearest } from '../masks/runs.ts';
import { outlinesToRuns } from '../masks/shares.ts';
import { outlineOf, type Points, points, type Unit } from './points.ts';

/** Cells along each side of a square grid; some writers quote the number. */
export const gridSize = z.int().min(1).max(4096);
const writtenGrid = z.union([
  gridSize,
  z
    .string()
    .regex(/^[1-9]\d*$/)
    .transform(Number)
    .pipe(gridSize),
]);

/** What is read of a mask; it may hold anything else. */
export const maskPayload = z.looseObject({
  rle_norm: z.string().nullish(),
  mask_rle_norm: z.string().nullish(),
  grid_size: writtenGrid.nullish(),
  mask_grid: writtenGrid.nullish(),
  polygons_norm: z.array(points).nullish(),
  points_norm: points.nullish(),
  points: points.nullish(),
  value: z.looseObject({ points: points.nullish() }).nullish(),
});
export type MaskPayload = z.infer<typeof maskPayload>;

export interface Grids {
  /** Of run lengths that do not name their own. */
  readonly written: number;
  /** Of the result. */
  readonly wanted: number;
}

/**
 * The mask on the wanted grid, or null where the payload holds none. Of several forms the first counts, in the order of
 * the schema. Run lengths of another grid are resampled (nearest), outlines are filled on the wanted one, several are united.
 * @throws InputError EV1202, EV1203 run lengths that are malformed or do not cover their grid; EV1204, EV1301 outlines
 */
export function readMask(payload: MaskPayload, grids: Grids, location: string): Runs | null {
  const { rle_norm, mask_rle_norm, grid_size, mask_grid, polygons_norm } = payload;
  if (isWritten(rle_norm)) return readRuns(rle_norm, { ...grids, written: grid_size ?? mask_grid ?? grids.written }, location);
  if (isWritten(mask_rle_norm)) return readRuns(mask_rle_norm, { ...grids, written: mask_grid ?? grid_size ?? grids.written }, location);
  if (polygons_norm?.length) return fill(polygons_norm, 'share', grids, location);
  if (payload.points_norm?.length) return fill([payload.points_norm], 'share', grids, location);
  const plain = payload.points ?? payload.value?.points;
  return plain?.length ? fill([plain], 'share or per cent', grids, location) : null;
}

/** Run lengths of the grid that they were written on, brought to the wanted one. @throws InputError EV1202, EV1203 */
export function readRuns(text: string, { written, wanted }: Grids, location: string): Runs {
  const runs = fromRowMajor(text, [written, written], location);
  return written === wanted ? runs : resampleNearest(runs, wanted, wanted);
}

export function isWritten(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text.trim() !== '';
}

/** @throws InputError EV1204, EV1301 */
export function fill(outlines: readonly Points[], unit: Unit, { wanted }: Grids, location: string): Runs {
  return outlinesToRuns(
    outlines.map((outline) => outlineOf(outline, unit, location)),
    wanted,
    wanted,
  );
}
