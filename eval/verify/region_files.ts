/** Mask files to labelled regions, on the grid of the files. */
import type { RegionsTruth } from '../annotations/regions/schema.ts';
import type { RegionFilesDraft } from '../contracts/draft.ts';
import type { MaskValues } from '../contracts/mask_values.ts';
import { InputError } from '../errors/errors.ts';
import type { Size } from '../image/raster.ts';
import { readMask, readParts } from '../mask_files/read.ts';
import { encodeMask, type Runs, toText } from '../masks/runs.ts';
import { assertSize } from './truth.ts';

/**
 * Files may be smaller or larger than the picture, as those of CelebAMask-HQ are, but not of another shape.
 * @param picture displayed size; undefined where there is none
 * @throws InputError EV1017 files of unequal size or of another shape than the picture, and what `readMask` refuses
 */
export async function regionsOf(
  { files, roles, missing }: RegionFilesDraft,
  picture: Size | undefined,
  read: (key: string) => Uint8Array,
  values: MaskValues | undefined,
  location: string,
): Promise<RegionsTruth> {
  const masks = new Map<string, Runs>();
  let grid: Size | undefined;
  for (const { key, region } of files) {
    for (const [name, mask] of await shown(read(key), key, region, values, location)) {
      grid ??= mask;
      assertSize(`the mask ${key}`, mask, grid, location);
      masks.set(name, mask);
    }
  }
  if (grid === undefined) throw new InputError({ code: 'EV1019', location, message: 'no file of the picture shows a region that is judged' });
  if (picture !== undefined) assertShape(grid, picture, location);
  const { height, width } = grid;
  const empty = encodeMask(new Uint8Array(height * width), height, width);
  const regions = Object.entries(roles).flatMap(([name, role]) => {
    const mask = masks.get(name) ?? (missing === 'empty' ? empty : undefined);
    return mask === undefined ? [] : [[name, { role, mask: toText(mask) }] as const];
  });
  return { kind: 'regions', regions: Object.fromEntries(regions) };
}

async function shown(bytes: Uint8Array, key: string, region: string | undefined, values: MaskValues | undefined, location: string) {
  if (region !== undefined) return [[region, (await readMask(bytes, key, values, location)).runs] as const];
  if (values === undefined || values === 'nonzero' || !('parts' in values)) throw new Error('import has checked that values tell the regions');
  return readParts(bytes, key, values, location);
}

/** The picture, scaled to the width of the grid, is as high as the grid, but for rounding. */
function assertShape(grid: Size, picture: Size, location: string): void {
  if (Math.abs((picture.height * grid.width) / picture.width - grid.height) < 1) return;
  const got = `${grid.width} x ${grid.height} pixels`;
  const expected = `the shape of ${picture.width} x ${picture.height} pixels`;
  throw new InputError({ code: 'EV1017', location, message: 'the masks have another shape than the picture as it is displayed', got, expected });
}
