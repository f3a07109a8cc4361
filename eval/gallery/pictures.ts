/** Pictures as bytes: scaled photos, layers as small PNGs, strips that put them side by side. */
import sharp from 'sharp';
import type { RgbImage } from '../image/raster.ts';
import { type Drawing, fitInto, type Size } from './draw.ts';

/** Displayed pictures are at most so many pixels on the longer side. */
const longestSide = 360;
/** Samples without a picture are enlarged to at least so many. */
const leastLongerSide = 256;
const groundGrey = 232;
const jpegQuality = 78;
/** White space between the panels of a strip, in pixels. */
const gap = 6;

// One thread, so that nothing about the bytes can depend on the machine.
sharp.concurrency(1);

export interface Photo {
  readonly size: Size;
  readonly rgb: Buffer;
  readonly jpeg: Buffer;
}

export async function scalePhoto({ width, height, data }: RgbImage): Promise<Photo> {
  const size = fitInto({ width, height }, longestSide);
  const rgb = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer();
  const jpeg = await sharp(rgb, { raw: { ...size, channels: 3 } })
    .jpeg({ quality: jpegQuality })
    .toBuffer();
  return { size, rgb, jpeg };
}

/** A plain ground for what was drawn without a picture: as large as the truth, or so many times larger that its pixels can be seen. */
export function plainGround(grid: Size): Promise<Photo> {
  const factor = Math.max(1, Math.ceil(leastLongerSide / Math.max(grid.width, grid.height)));
  const { width, height } = fitInto({ width: grid.width * factor, height: grid.height * factor }, longestSide);
  return scalePhoto({ width, height, data: new Uint8Array(width * height * 3).fill(groundGrey) });
}

/** A PNG with a palette: drawings have few colours, which it keeps exactly. */
export function encodeDrawing({ width, height, data }: Drawing): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png({ palette: true, dither: 0, effort: 10 })
    .toBuffer();
}

/** A JPEG of the photo, and to its right the photo below each of the layers. */
export async function encodeStrip({ size, rgb }: Photo, layers: readonly Buffer[]): Promise<Buffer> {
  const left = (panel: number): number => panel * (size.width + gap);
  const photos = [rgb, ...layers].map((_, panel) => ({ input: rgb, raw: { ...size, channels: 3 as const }, left: left(panel), top: 0 }));
  const overlays = layers.map((input, i) => ({ input, left: left(i + 1), top: 0 }));
  // Colour at full resolution: outlines are two pixels wide.
  return sharp({ create: { width: left(photos.length) - gap, height: size.height, channels: 3, background: 'white' } })
    .composite([...photos, ...overlays])
    .jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

export function dataUri(type: 'image/jpeg' | 'image/png', bytes: Buffer): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}
