/**
 * JPEG, PNG, WebP, TIFF and AVIF files to pixels: the EXIF orientation is applied, alpha is dropped (not blended), grey is repeated,
 * palettes are looked up, embedded colour profiles are ignored, 16-bit channels keep their high byte. Of an animation the
 * first frame is read. Pillow's `ImageOps.exif_transpose(Image.open(file)).convert("RGB")` and OpenCV's
 * `imread(file, IMREAD_COLOR)` give the same, but for the two kinds of file in `readings`.
 */

import type { Metadata, Sharp } from 'sharp';
import sharp from 'sharp';
import { InputError } from '../errors/errors.ts';
import { alphaOf, cmykByOpenCv, cmykByPillow, grey16ByOpenCv, grey16ByPillow, luma, rgb16ByLibtiff } from './colour.ts';
import { formatOf, formatsRead } from './formats.ts';
import { withPlainScans } from './jpeg_scans.ts';
import { plainSize } from './plain_size.ts';
import type { GreyImage, PictureReader, RgbImage, Size } from './raster.ts';

/** Larger pictures are refused before a pixel is decoded: a small file can unpack to any size. */
export const maximumPixels = 2 ** 28;

// One thread and no memory of earlier files: bytes and time depend on the picture alone.
sharp.concurrency(1);
sharp.cache(false);

// `warning` is the strictest: a JPEG that was cut and closed again only warns, and would come out half grey.
/** How every file is opened. */
export const sharpOptions = { failOn: 'warning', ignoreIcc: true, limitInputPixels: false } as const;

/** What each library makes RGB of, where they disagree. Pillow cuts a 16-bit grey PNG or TIFF without alpha at 255. */
const readings = {
  pillow: { cmyk: cmykByPillow, grey16: grey16ByPillow },
  opencv: { cmyk: cmykByOpenCv, grey16: grey16ByOpenCv },
} satisfies Record<PictureReader, object>;

/** @throws InputError EV1001 broken file, EV1002 too many pixels, EV1003 another format */
export async function decodeRgb(bytes: Uint8Array, location: string, reader: PictureReader = 'pillow'): Promise<RgbImage> {
  const { width, height, data } = await decodePixels(bytes, location, { alpha: false, reader });
  return { width, height, data };
}

/**
 * The 8-bit values of a mask file: its alpha channel if that says anything, else its grey values. An alpha channel that is
 * opaque everywhere says something only where there is no colour: a crop service writes black masks with alpha, and a
 * subject that fills the frame must not read as an empty one.
 * @throws InputError EV1001 broken file, EV1002 too many pixels, EV1003 another format
 */
export async function decodeMask(bytes: Uint8Array, location: string): Promise<GreyImage> {
  const { width, height, channels, data } = await decodePixels(bytes, location, { alpha: true, reader: 'pillow' });
  if (channels === 4) {
    const alpha = alphaOf(data);
    if (alpha.some((value) => value !== 255)) return { width, height, data: alpha };
    const grey = luma(data, channels);
    return { width, height, data: grey.some((value) => value !== 0) ? grey : alpha };
  }
  return { width, height, data: luma(data, channels) };
}

/** Size with the EXIF orientation applied, from the file's header alone. @throws InputError EV1001, EV1002, EV1003 */
export async function displayedSize(bytes: Uint8Array, location: string): Promise<Size> {
  const { width, height } = (await header(bytes, location)).autoOrient;
  return { width, height };
}

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

interface Wanted {
  readonly alpha: boolean;
  readonly reader: PictureReader;
}

/** Channels of a picture as one of the readers has them; a fourth is alpha, where it is wanted. @throws InputError EV1001 to EV1003 */
export async function decodePixels(bytes: Uint8Array, location: string, wanted: Wanted): Promise<Decoded> {
  const layout = await layoutOf(bytes, location);
  if (wanted.reader === 'opencv' && layout.format === 'tiff' && layout.hasAlpha) {
    const message = 'OpenCV, which the model was made to read pictures with, blends a TIFF that has alpha with black';
    throw new InputError({ code: 'EV1003', location, message, cure: 'Save the picture without alpha, or as PNG.' });
  }
  try {
    return await pixelsOf(bytes, layout, wanted);
  } catch (error) {
    const mended = withPlainScans(bytes);
    if (mended === bytes) throw unreadable(error, location);
    return readable(location, () => pixelsOf(mended, layout, wanted));
  }
}

async function pixelsOf(bytes: Uint8Array, { space, channels }: Partial<Metadata>, { alpha, reader }: Wanted): Promise<Decoded> {
  const picture = sharp(bytes, sharpOptions).autoOrient();
  if (space === 'cmyk') {
    const inks = await rawPixels(picture.pipelineColourspace('cmyk').toColourspace('cmyk'));
    return { ...inks, channels: 3, data: readings[reader].cmyk(inks.data) };
  }
  if (space === 'grey16' && isPlainGrey(bytes, channels) && (channels === 1 || !alpha)) {
    const deep = await rawPixels(picture.removeAlpha().toColourspace('grey16'), 'ushort');
    const values = new Uint16Array(deep.data.buffer, deep.data.byteOffset, deep.data.length / 2);
    return { ...deep, channels: 3, data: readings[reader].grey16(values) };
  }
  if (reader === 'opencv' && space === 'rgb16' && formatOf(bytes) === 'tiff') {
    const deep = await rawPixels(picture.toColourspace(space), 'ushort');
    return { ...deep, channels: 3, data: rgb16ByLibtiff(new Uint16Array(deep.data.buffer, deep.data.byteOffset, deep.data.length / 2)) };
  }
  const colour = await rawPixels((alpha ? picture : picture.removeAlpha()).toColourspace('srgb'));
  return { ...colour, channels: colour.channels === 4 ? 4 : 3 };
}

/** Of a PNG colour type 0 of the first chunk (11.2.1): it has no alpha channel, though it may have one transparent value. */
function isPlainGrey(bytes: Uint8Array, channels: number | undefined): boolean {
  return bytes[0] === 0x89 ? bytes[25] === 0 : channels === 1;
}

/** How unusual pixels are stored, once it is certain that they are not too many. */
async function layoutOf(bytes: Uint8Array, location: string): Promise<Partial<Metadata>> {
  const size = plainSize(bytes);
  if (size === undefined) return header(bytes, location);
  checkPixels(size, location);
  return {};
}

/** What the first bytes say, once it is certain that the pixels are not too many. @throws InputError EV1001 to EV1003 */
export async function header(bytes: Uint8Array, location: string): Promise<Metadata> {
  const format = formatOf(bytes);
  const refuse = (message: string, cure?: string): never => {
    throw new InputError({ code: 'EV1003', location, message, got: firstBytes(bytes), ...(cure !== undefined && { cure }) });
  };
  if (format === 'heic') refuse('HEIC pictures are not read', 'Convert the file to JPEG or PNG, turned upright, and use that one everywhere.');
  if (format === undefined) refuse(`the file is no ${formatsRead} picture`);
  const metadata = await readable(location, () => sharp(bytes, sharpOptions).metadata());
  checkPixels(metadata, location);
  if (format === 'tiff' || format === 'avif') checkLayout(metadata, location);
  return metadata;
}

/** A file with several pictures does not say which one is meant, and what no display shows (heights, spectra) has no colours. */
function checkLayout({ pages = 1, channels, depth, space }: Metadata, location: string): void {
  const refuse = (message: string, got: string, cure: string): never => {
    throw new InputError({ code: 'EV1003', location, message, got, cure });
  };
  if (pages > 1) refuse('the file holds several pictures', `${pages} pages`, 'Save the page that is meant as a file of its own.');
  const most = space === 'srgb' || space === 'rgb16' ? 4 : space === 'b-w' || space === 'grey16' ? 2 : 0;
  if (channels <= most && (depth === 'uchar' || depth === 'ushort')) return;
  refuse('the file is no picture in grey or colours of 8 or 16 bits', `${channels} channels of ${depth}, ${space}`, 'Save it as PNG.');
}

function checkPixels({ width, height }: Size, location: string): void {
  if (width * height <= maximumPixels) return;
  const expected = `at most ${maximumPixels} pixels`;
  throw new InputError({ code: 'EV1002', location, message: 'the picture is too large', got: `${width} x ${height} pixels`, expected });
}

export async function rawPixels(picture: Sharp, depth: 'uchar' | 'ushort' = 'uchar') {
  const { data, info } = await picture.raw({ depth }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels as number, data: data as Uint8Array };
}

async function readable<T>(location: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw unreadable(error, location);
  }
}

export function unreadable(error: unknown, location: string): InputError {
  const [line = ''] = (error as Error).message.split('\n');
  return new InputError({ code: 'EV1001', location, message: `the picture cannot be decoded: ${line}` });
}

function firstBytes(bytes: Uint8Array): string {
  return bytes.length === 0 ? 'an empty file' : `a file that starts with ${Buffer.from(bytes.subarray(0, 12)).toString('hex')}`;
}
