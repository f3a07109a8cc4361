/** Whether one of two masks is the other one moved, or kept on a coarser grid and brought back: exactly, which nobody draws. */

export interface Pixels {
  readonly height: number;
  readonly width: number;
  /** Rows from top to bottom, non-zero: foreground. */
  readonly mask: Uint8Array;
  /** Around the foreground: outside of it nothing is looked for. */
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

export function isMoved(a: Pixels, b: Pixels): boolean {
  const [from, to] = [a.box, b.box];
  if (from[2] !== to[2] || from[3] !== to[3]) return false;
  for (let y = 0; y < from[3]; y++) {
    for (let x = 0; x < from[2]; x++) {
      if ((valueAt(a, from[0] + x, from[1] + y) === 0) !== (valueAt(b, to[0] + x, to[1] + y) === 0)) return false;
    }
  }
  return true;
}

/** Grids that labels are stored on: each cell is so many pixels wide and high. */
const cellSizes = [2, 3, 4, 5, 6, 7, 8];

/** With fewer cells that a contour goes through, chance could fill them. */
const fewCells = 16;

/** Whether every cell of a mask has one value, and that is what another mask has at one place of each cell, or in most of it. */
export function isCoarse(mask: Pixels, of: Pixels): boolean {
  return cellSizes.some((cell) => hasCells(mask, cell) && isSampled(mask, of, cell));
}

function hasCells(mask: Pixels, cell: number): boolean {
  const [left, top, width, height] = mask.box;
  const isEnd = (at: number, side: number): boolean => at % cell === 0 || at === side;
  if (left % cell !== 0 || top % cell !== 0 || !isEnd(left + width, mask.width) || !isEnd(top + height, mask.height)) return false;
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      if ((valueAt(mask, x, y) === 0) !== (valueAt(mask, x - (x % cell), y - (y % cell)) === 0)) return false;
    }
  }
  return true;
}

function isSampled(mask: Pixels, of: Pixels, cell: number): boolean {
  let mixed = 0;
  let isMost = true;
  let fitting = Array.from({ length: cell * cell }, (_, at) => at);
  for (let y = 0; y + cell <= mask.height; y += cell) {
    for (let x = 0; x + cell <= mask.width; x += cell) {
      const isForeground = valueAt(mask, x, y) !== 0;
      const fits = (at: number): boolean => (valueAt(of, x + (at % cell), y + Math.floor(at / cell)) !== 0) === isForeground;
      let right = 0;
      for (let at = 0; at < cell * cell; at++) if (fits(at)) right++;
      if (right === cell * cell) continue;
      mixed++;
      if (2 * right < cell * cell) isMost = false;
      fitting = fitting.filter(fits);
      if (!isMost && fitting.length === 0) return false;
    }
  }
  return mixed >= fewCells;
}

function valueAt({ mask, width }: Pixels, x: number, y: number): number {
  return mask[y * width + x] ?? 0;
}
