/** The pixels of a mask file as they are stored: numbers of classes are lost where a palette is looked up or 16 bits become 8. */
import sharp from 'sharp';
import { InputError } from '../errors/errors.ts';
import { luma } from './colour.ts';
import { decodePixels, header, rawPixels, sharpOptions, unreadable } from './decode.ts';
import { formatOf } from './formats.ts';
import { hasPalette, readIndexed } from './png_palette.ts';
import type { Size } from './raster.ts';

type Depth = 255 | 65535;

export interface StoredPixels extends Size {
  /** `grey`: 8 or 16 bits; `index`: into a palette; `colour`: 0xrrggbb; `alpha`: the alpha channel, 8 or 16 bits. */
  readonly form: 'grey' | 'index' | 'colour' | 'alpha';
  /** One a pixel, rows from top to bottom. */
  readonly values: Uint8Array | Uint16Array | Uint32Array;
  /** Largest value that the form can have; of colours that of a channel. */
  readonly maximum: Depth;
  /** 0xrrggbb of a value; of 16-bit greys and alpha nothing. */
  readonly colourOf?: (value: number) => number;
  /** Of alpha: what the file stores besides it; of colours with 16 bits the high bytes. */
  readonly beneath?: () => StoredPixels;
}

/**
 * @param useAlpha whether an alpha channel that says anything is the mask, as `decodeMask` has it; else it is dropped
 * @throws InputError EV1001 broken file, EV1002 too many pixels, EV1003 another format, EV1028 colours that cannot be declared
 */
export async function decodeStored(bytes: Uint8Array, location: string, useAlpha: boolean): Promise<StoredPixels> {
  const { space, orientation = 1 } = await header(bytes, location);
  if (hasPalette(bytes)) {
    const message = 'a PNG with a palette and an EXIF orientation is not read as a mask';
    if (orientation > 1) throw new InputError({ code: 'EV1003', location, message, cure: 'Save the mask upright, without EXIF.' });
    return indexedPixels(bytes, location, useAlpha);
  }
  if (space === 'grey16' || space === 'rgb16') return channelPixels(await deepPixels(bytes, location, space), useAlpha, location);
  return channelPixels(await decodePixels(bytes, location, { alpha: true, reader: 'pillow' }), useAlpha, location);
}

/** Whether the file was compressed with loss (JPEG, WebP's VP8, AVIF): then it has values that nobody drew. */
export function isLossy(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return bytes[0] === 0xff || (bytes[0] === 0x52 && file.includes('VP8 ')) || formatOf(bytes) === 'avif';
}

async function deepPixels(bytes: Uint8Array, location: string, space: 'grey16' | 'rgb16'): Promise<Channels> {
  try {
    const { data, channels, ...size } = await rawPixels(sharp(bytes, sharpOptions).autoOrient().toColourspace(space), 'ushort');
    return { ...size, channels: channels as Channels['channels'], data: new Uint16Array(data.buffer, data.byteOffset, data.length / 2) };
  } catch (error) {
    throw unreadable(error, location);
  }
}

function indexedPixels(bytes: Uint8Array, location: string, useAlpha: boolean): StoredPixels {
  const { width, height, indices, palette, alpha } = readIndexed(bytes, location);
  const size = { width, height, maximum: 255 } as const;
  const stored: StoredPixels = { ...size, form: 'index', values: indices, colourOf: (index) => palette[index] ?? 0 };
  const isTransparent = useAlpha && indices.some((index) => alpha[index] !== 255);
  return isTransparent ? { ...size, form: 'alpha', values: indices.map((index) => alpha[index] ?? 255), beneath: () => stored } : stored;
}

interface Channels extends Size {
  /** An even number: the last is alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array | Uint16Array;
}

function channelPixels(picture: Channels, useAlpha: boolean, location: string): StoredPixels {
  const { width, height, channels, data } = picture;
  const maximum: Depth = data instanceof Uint16Array ? 65535 : 255;
  const { isGrey, isBlack, isOpaque } = contentOf(picture, maximum);
  const stored = (isExact: boolean) => (isGrey ? greyPixels(picture, maximum) : colourPixels(picture, maximum, isExact ? location : undefined));
  if (!useAlpha || channels % 2 === 1 || !(isBlack || !isOpaque)) return stored(true);
  return { width, height, maximum, form: 'alpha', values: channelOf(picture, channels - 1), beneath: () => stored(false) };
}

function greyPixels(picture: Channels, maximum: Depth): StoredPixels {
  const { width, height } = picture;
  const colours = maximum === 255 && { colourOf: (value: number) => value * 0x010101 };
  return { width, height, maximum, form: 'grey', values: channelOf(picture, 0), ...colours };
}

/**
 * @param location undefined: of 16 bits a channel the high byte is enough
 * @throws InputError EV1028 colours that 8 bits a channel cannot say: nobody can declare them
 */
function colourPixels({ width, height, channels, data }: Channels, maximum: Depth, location: string | undefined): StoredPixels {
  const isDeep = maximum > 255;
  if (isDeep && location !== undefined && data.some((value) => value % 257 !== 0)) {
    const message = 'the mask has colours of 16 bits a channel, which no #rrggbb says';
    throw new InputError({ code: 'EV1028', location, message, cure: 'Save it in grey with 16 bits, or in colours with 8.' });
  }
  const byteAt = (at: number): number => (isDeep ? (data[at] as number) >> 8 : (data[at] as number));
  const values = new Uint32Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += channels) values[i] = (byteAt(at) << 16) | (byteAt(at + 1) << 8) | byteAt(at + 2);
  return { width, height, maximum: 255, form: 'colour', values, colourOf: (value) => value };
}

function contentOf(
  { channels, data }: Channels,
  maximum: Depth,
): { readonly isGrey: boolean; readonly isBlack: boolean; readonly isOpaque: boolean } {
  let [isGrey, isBlack, isOpaque] = [true, true, true];
  const [second, third] = channels > 2 ? [1, 2] : [0, 0];
  const hasAlpha = channels % 2 === 0;
  for (let at = 0; at < data.length; at += channels) {
    const red = data[at] as number;
    const green = data[at + second] as number;
    const blue = data[at + third] as number;
    if (red !== green || green !== blue) isGrey = false;
    if ((red | green | blue) !== 0) isBlack = false;
    if (hasAlpha && data[at + channels - 1] !== maximum) isOpaque = false;
  }
  return { isGrey, isBlack, isOpaque };
}

/** A loop: `from` with a function takes several times as long. */
function channelOf({ width, height, channels, data }: Channels, channel: number): Uint8Array | Uint16Array {
  const values = data instanceof Uint16Array ? new Uint16Array(width * height) : new Uint8Array(width * height);
  for (let i = 0, at = channel; i < values.length; i++, at += channels) values[i] = data[at] as number;
  return values;
}

/** Grey value of a stored value, 0 to its maximum: what a threshold looks at. */
export function greyOf({ form, colourOf }: StoredPixels, value: number): number {
  if (form === 'grey' || form === 'alpha') return value;
  const colour = colourOf?.(value) ?? 0;
  return luma(Uint8Array.of(colour >> 16, (colour >> 8) & 255, colour & 255), 3)[0] ?? 0;
}
