/** What a mask looks like, whatever its picture's size: for questions that pixels of one size cannot answer. */
import { area, boundingBox } from './overlap.ts';
import type { Runs } from './run_length.ts';

export interface MaskGeometry {
  /** In pixels; null: the mask is empty. */
  readonly box: readonly [x: number, y: number, width: number, height: number] | null;
  /** In pixels. */
  readonly area: number;
  /** How many of the picture's four corners are foreground. */
  readonly corners: number;
}

export function geometryOf(runs: Runs): MaskGeometry {
  const { height, width } = runs;
  const last = height * width - 1;
  const corners = [...new Set([0, height - 1, last - height + 1, last])].filter((position) => isForeground(runs, position));
  return { box: boundingBox(runs), area: area(runs), corners: corners.length };
}

function isForeground({ counts }: Runs, position: number): boolean {
  let end = 0;
  for (let i = 0; i < counts.length; i++) {
    end += counts[i] as number;
    if (position < end) return i % 2 === 1;
  }
  return false;
}
