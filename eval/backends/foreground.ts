/** From instances to one foreground mask: for every backend that predicts instances. */
import type { Size } from '../image/raster.ts';
import { encodeMask, type Runs, type WindowMask } from '../masks/runs.ts';

/** All instances, the one with the best score, or the one with the most pixels (the better of equal ones). */
export const foregrounds = ['union', 'best', 'largest'] as const;
export type Foreground = (typeof foregrounds)[number];

/** @param instances the best first; one is in memory at a time */
export function foregroundOf(instances: Iterable<WindowMask>, foreground: Foreground, photo: Size): Runs {
  const mask = new Uint8Array(photo.height * photo.width);
  let largest = 0;
  for (const instance of instances) {
    if (foreground === 'largest') {
      const pixels = instance.inside.data.reduce((count, inside) => count + inside, 0);
      if (pixels <= largest) continue;
      largest = pixels;
      mask.fill(0);
    }
    paint(instance, mask, photo.width);
    if (foreground === 'best') break;
  }
  return encodeMask(mask, photo.height, photo.width);
}

function paint({ window, inside: { width, height, data } }: WindowMask, mask: Uint8Array, stride: number): void {
  for (let y = 0, from = 0; y < height; y++) {
    let to = (window.y0 + y) * stride + window.x0;
    for (const end = to + width; to < end; to++) (mask[to] as number) |= data[from++] as number;
  }
}
