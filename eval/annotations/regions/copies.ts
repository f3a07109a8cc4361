import { area, maskDigest, type Runs, resampleNearest } from '../../masks/runs.ts';

/** Coarser grids have too few cells to tell a copy from a good prediction. */
const coarsest = 16;

/**
 * Whether a predicted mask is the true one: cell by cell, or one that was kept on a half, a quarter, … of the grid and
 * brought back. The latter holds only for predictions that have no more detail than such a grid: any good one may look
 * like the truth where both are made coarse.
 * @param truth not empty: what was not drawn cannot be copied
 */
export function isCopy(prediction: Runs, truth: Runs): boolean {
  if (area(prediction) === 0) return false;
  if (maskDigest(prediction) === maskDigest(truth)) return true;
  for (let divisor = 2; isGrid(truth.height / divisor) && isGrid(truth.width / divisor); divisor *= 2) {
    const coarse = resampleNearest(prediction, truth.height / divisor, truth.width / divisor);
    if (maskDigest(resampleNearest(coarse, truth.height, truth.width)) !== maskDigest(prediction)) return false;
    if (maskDigest(coarse) === maskDigest(resampleNearest(truth, coarse.height, coarse.width))) return true;
  }
  return false;
}

function isGrid(cells: number): boolean {
  return Number.isInteger(cells) && cells >= coarsest;
}
