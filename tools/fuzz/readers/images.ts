/** Pictures and mask files. */
import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { decodeMask, decodeRgb, displayedSize } from '../../../eval/image/decode.ts';
import { readBytes } from '../../../eval/io/files.ts';
import { encodeThreshold, toText } from '../../../eval/masks/runs.ts';
import { type Files, file, type Read, type Reader } from '../reader.ts';

const [width, height] = [24, 16];

/** Pixels that no format shrinks to nothing. */
function picture(channels: 1 | 3 | 4): Sharp {
  const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) => (37 * i + (i >> 3)) % 256);
  return sharp(pixels, { raw: { width, height, channels } });
}

async function formats(): Promise<Files[]> {
  const made = [
    ['bytes', picture(3).jpeg()],
    ['bytes', picture(3).jpeg({ progressive: true }).withMetadata({ orientation: 6 })],
    ['bytes', picture(1).jpeg({ quality: 20 })],
    ['bytes', picture(4).webp({ lossless: true })],
    ['bytes', picture(3).webp()],
    ['png', picture(3).png()],
    ['png', picture(4).png()],
    ['png', picture(1).png({ progressive: true })],
    ['png', picture(3).png({ palette: true })],
    ['png', picture(1).toColourspace('grey16').png()],
  ] as const;
  return Promise.all(made.map(async ([form, image]) => ({ picture: file(form, await image.toBuffer()) })));
}

async function readPicture(): Promise<Read> {
  const bytes = readBytes('picture');
  const size = await displayedSize(bytes, 'picture');
  const { width, height, data } = await decodeRgb(bytes, 'picture');
  if (width !== size.width || height !== size.height || data.length !== 3 * width * height) throw new Error('pixels do not fit the size');
  return {};
}

async function readMask(): Promise<Read> {
  const { width, height, data } = await decodeMask(readBytes('picture'), 'picture');
  toText(encodeThreshold(data, height, width, 128));
  return {};
}

export const imageReaders: readonly Reader[] = [
  { name: 'picture', weight: 8, inputs: formats, read: readPicture },
  { name: 'mask file', weight: 4, inputs: formats, read: readMask },
];
