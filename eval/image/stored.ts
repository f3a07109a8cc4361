/** The pixels of a mask file as they are stored: numbers of classes are lost where a palette is looked up or 16 bits become 8. */
import sharp from 'sharp';
import { InputError } from '../errors/errors.ts';
import { luma } from './colour.ts';
import { decodePixels, header, rawPixels, sharpOptions } from './decode.ts';
import { hasPalette, readIndexed } from './png_palette.ts';
import type { Size } from './raster.ts';

export interface StoredPixels extends Size {
  /** `grey`: 8 or 16 bits; `index`: into a palette; `colour`: 0xrrggbb; `alpha`: the alpha channel, 8 bits. */
  readonly form: 'grey' | 'index' | 'colour' | 'alpha';
  /** One a pixel, rows from top to bottom. */
  readonly values: Uint8Array | Uint16Array | Uint32Array;
  /** Largest value that the form can have; of colours that of a channel. */
  readonly maximum: 255 | 65535;
  /** 0xrrggbb of a value; of 16-bit greys and alpha nothing. */
  readonly colourOf?: (value: number) => number;
}

/**
 * @param useAlpha whether an alpha channel that says anything is the mask, as `decodeMask` has it; else it is dropped
 * @throws InputError EV1001 broken file, EV1002 too many pixels, EV1003 another format
 */
export async function decodeStored(bytes: Uint8Array, location: string, useAlpha: boolean): Promise<StoredPixels> {
  const { space, channels, orientation = 1 } = await header(bytes, location);
  if (hasPalette(bytes)) {
    const message = 'a PNG with a palette and an EXIF orientation is not read as a mask';
    if (orientation > 1) throw new InputError({ code: 'EV1003', location, message, cure: 'Save the mask upright, without EXIF.' });
    return indexedPixels(bytes, location, useAlpha);
  }
  if (space === 'grey16' && channels === 1) {
    const { width, height, data } = await rawPixels(sharp(bytes, sharpOptions).autoOrient().toColourspace('grey16'), 'ushort');
    return { width, height, form: 'grey', values: new Uint16Array(data.buffer, data.byteOffset, data.length / 2), maximum: 65535 };
  }
  return channelPixels(await decodePixels(bytes, location, { alpha: true, reader: 'pillow' }), useAlpha);
}

function indexedPixels(bytes: Uint8Array, location: string, useAlpha: boolean): StoredPixels {
  const { width, height, indices, palette, alpha } = readIndexed(bytes, location);
  const size = { width, height, maximum: 255 } as const;
  const transparent = useAlpha && indices.some((index) => alpha[index] !== 255);
  if (transparent) return { ...size, form: 'alpha', values: indices.map((index) => alpha[index] ?? 255) };
  return { ...size, form: 'index', values: indices, colourOf: (index) => palette[index] ?? 0 };
}

interface Channels extends Size {
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

function channelPixels(picture: Channels, useAlpha: boolean): StoredPixels {
  const { width, height, channels, data } = picture;
  const size = { width, height, maximum: 255 } as const;
  const { isGrey, isBlack, isOpaque } = contentOf(picture);
  if (useAlpha && channels === 4 && (isBlack || !isOpaque)) return { ...size, form: 'alpha', values: channelOf(picture, 3) };
  if (isGrey) return { ...size, form: 'grey', values: channelOf(picture, 0), colourOf: (value) => value * 0x010101 };
  const values = new Uint32Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += channels) {
    values[i] = ((data[at] as number) << 16) | ((data[at + 1] as number) << 8) | (data[at + 2] as number);
  }
  return { ...size, form: 'colour', values, colourOf: (value) => value };
}

function contentOf({ channels, data }: Channels): { readonly isGrey: boolean; readonly isBlack: boolean; readonly isOpaque: boolean } {
  let [isGrey, isBlack, isOpaque] = [true, true, true];
  for (let at = 0; at < data.length; at += channels) {
    const red = data[at] as number;
    const green = data[at + 1] as number;
    const blue = data[at + 2] as number;
    if (red !== green || green !== blue) isGrey = false;
    if ((red | green | blue) !== 0) isBlack = false;
    if (channels === 4 && data[at + 3] !== 255) isOpaque = false;
  }
  return { isGrey, isBlack, isOpaque };
}

/** A loop: `Uint8Array.from` with a function takes several times as long. */
function channelOf({ width, height, channels, data }: Channels, channel: number): Uint8Array {
  const values = new Uint8Array(width * height);
  for (let i = 0, at = channel; i < values.length; i++, at += channels) values[i] = data[at] as number;
  return values;
}

/** Grey value of a stored value, 0 to its maximum: what a threshold looks at. */
export function greyOf({ form, colourOf }: StoredPixels, value: number): number {
  if (form === 'grey' || form === 'alpha') return value;
  const colour = colourOf?.(value) ?? 0;
  return luma(Uint8Array.of(colour >> 16, (colour >> 8) & 255, colour & 255), 3)[0] ?? 0;
}
