/** The indices of a PNG with a palette (colour type 3), which libvips replaces by their colours (PNG specification, 3rd edition). */
import { inflateSync } from 'node:zlib';
import { InputError } from '../errors/errors.ts';

export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  /** One index a pixel, rows from top to bottom. */
  readonly indices: Uint8Array;
  /** Colour of each index as 0xrrggbb. */
  readonly palette: readonly number[];
  /** Alpha of each index; 255 where the file says nothing. */
  readonly alpha: readonly number[];
}

/** Start and step of each pass in x and y: of a file written row by row, and of Adam7 (section 8). */
const straight = [[0, 0, 1, 1]] as const;
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function hasPalette(bytes: Uint8Array): boolean {
  return bytes[0] === 0x89 && bytes[25] === 3;
}

/** @throws InputError EV1001 a file that is cut short or contradicts itself */
export function readIndexed(bytes: Uint8Array, location: string): IndexedImage {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    return indexed(file, chunksOf(file));
  } catch (error) {
    throw new InputError({ code: 'EV1001', location, message: `the picture cannot be decoded: ${(error as Error).message}` });
  }
}

function chunksOf(file: Buffer): ReadonlyMap<string, readonly Buffer[]> {
  const chunks = new Map<string, Buffer[]>();
  for (let at = 8; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.set(type, [...(chunks.get(type) ?? []), file.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return chunks;
}

function indexed(file: Buffer, chunks: ReadonlyMap<string, readonly Buffer[]>): IndexedImage {
  const [width, height, depth] = [file.readUInt32BE(16), file.readUInt32BE(20), file[24] ?? 0];
  const colours = chunks.get('PLTE')?.[0];
  if (colours === undefined) throw new Error('it has no palette');
  const data = inflateSync(Buffer.concat(chunks.get('IDAT') ?? []));
  const indices = new Uint8Array(width * height);
  let at = 0;
  for (const [x0, y0, dx, dy] of file[28] === 1 ? adam7 : straight) {
    const [columns, rows] = [Math.ceil((width - x0) / dx), Math.ceil((height - y0) / dy)];
    if (columns <= 0) continue;
    const stride = Math.ceil((columns * depth) / 8);
    let above = new Uint8Array(stride);
    for (let row = 0; row < rows; row++) {
      if (at + 1 + stride > data.length) throw new Error('pixels are missing');
      const line = unfiltered(data[at] ?? 0, data.subarray(at + 1, at + 1 + stride), above);
      for (let column = 0; column < columns; column++) indices[(y0 + row * dy) * width + x0 + column * dx] = sampleAt(line, column, depth);
      above = line;
      at += 1 + stride;
    }
  }
  const transparency = chunks.get('tRNS')?.[0];
  const palette = Array.from({ length: Math.floor(colours.length / 3) }, (_, i) => colours.readUIntBE(3 * i, 3));
  const largest = indices.reduce((a, b) => Math.max(a, b), 0);
  if (largest >= palette.length) throw new Error(`index ${largest} is not in its palette of ${palette.length} colours`);
  return { width, height, indices, palette, alpha: palette.map((_, i) => transparency?.[i] ?? 255) };
}

function sampleAt(line: Uint8Array, column: number, depth: number): number {
  const bit = column * depth;
  return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

/** Reverses a row's filter (section 9); palettes have one byte a pixel or less, so the pixel to the left is the byte before. */
function unfiltered(type: number, line: Uint8Array, above: Uint8Array): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(line.length);
  let [left, corner] = [0, 0];
  for (let i = 0; i < line.length; i++) {
    const up = above[i] as number;
    left = ((line[i] as number) + predicted(type, left, up, corner)) & 255;
    result[i] = left;
    corner = up;
  }
  return result;
}

function predicted(type: number, left: number, up: number, corner: number): number {
  switch (type) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      throw new Error(`there is no filter ${type}`);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
