/**
 * The size that a picture's header states, for the usual kinds: JPEG of 8 bits in grey or three colours, PNG of at most 8
 * bits. Asking libvips costs a second opening of the file, a fifth of what it takes to decode a small picture.
 */
import type { Size } from './raster.ts';

/** Before orientation; undefined for all other files, unusual or broken. */
export function plainSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegSize(view);
  return pngSize(view);
}

/** Follows the markers to the frame header (ITU-T T.81, B.2.2): length, bits, height, width, number of components. */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; at + 10 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) {
      const [bits, height, width, components] = [view.getUint8(at + 4), view.getUint16(at + 5), view.getUint16(at + 7), view.getUint8(at + 9)];
      return bits === 8 && height > 0 && width > 0 && (components === 1 || components === 3) ? { width, height } : undefined;
    }
    // Segments with a length stand before the frame: tables, applications' data, comments.
    if (marker === 0xff || (marker < 0xdb && marker !== 0xc4 && marker !== 0xcc)) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, among which are a table, a reserved marker and arithmetic conditioning. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** IHDR is the first chunk: width, height, bits a channel (PNG, 11.2.1). */
function pngSize(view: DataView): Size | undefined {
  if (view.byteLength < 33 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return undefined;
  const [width, height, bits] = [view.getUint32(16), view.getUint32(20), view.getUint8(24)];
  return bits <= 8 && width > 0 && height > 0 ? { width, height } : undefined;
}
