/** A foreground model without a model: what differs in brightness from the edge of the picture. */
import type { RgbImage } from '../../eval/image/raster.ts';

/**
 * 1 where a pixel's brightness is more than `contrast` away from the mean brightness of the picture's edge, else 0; row-major.
 * Whole numbers throughout (BT.601 luma in thousandths, rounded down), so that contrast.py gets the same.
 */
export function foreground({ width, height, data }: RgbImage, contrast: number): Uint8Array {
  const brightness = Uint8Array.from({ length: width * height }, (_, i) => {
    const [red, green, blue] = data.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    return Math.floor((299 * red + 587 * green + 114 * blue) / 1000);
  });
  const edge = meanOfEdge(brightness, width, height);
  return brightness.map((value) => (Math.abs(value - edge) > contrast ? 1 : 0));
}

/** Over the outermost rows and columns, rounded down; corners count in both. */
function meanOfEdge(brightness: Uint8Array, width: number, height: number): number {
  const at = (x: number, y: number): number => brightness[y * width + x] as number;
  let sum = 0;
  for (let x = 0; x < width; x++) sum += at(x, 0) + at(x, height - 1);
  for (let y = 0; y < height; y++) sum += at(0, y) + at(width - 1, y);
  return Math.floor(sum / (2 * (width + height)));
}
