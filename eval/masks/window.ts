import { type Runs, RunsBuilder } from './run_length.ts';

/** A binary mask of which only a window can hold foreground; rows from top to bottom, 1 for pixels inside. */
export interface WindowMask {
  readonly window: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
  readonly inside: { readonly width: number; readonly height: number; readonly data: Uint8Array };
}

/** Runs of the whole mask, without a look at what lies outside of the window. */
export function encodeWindow({ window: { x0, y0 }, inside: { width, height: rows, data } }: WindowMask, height: number, wholeWidth: number): Runs {
  const runs = new RunsBuilder();
  for (let x = 0; x < width; x++) {
    const top = (x0 + x) * height + y0;
    for (let y = 0; y < rows; y++) {
      if (data[y * width + x] === 0) continue;
      const begin = y;
      while (y < rows && data[y * width + x] !== 0) y++;
      runs.append(top + begin, top + y);
    }
  }
  return runs.finish(height, wholeWidth);
}
