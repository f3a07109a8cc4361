/**
 * Some cameras write other spectral selection and approximation into the scan headers of sequential JPEGs than the
 * only ones that they can have (ITU-T T.81, B.2.3). Decoders ignore these numbers; libjpeg warns, as it does about missing pixels.
 */

/** Bytes of Ss, Se and Ah/Al in every scan of a sequential JPEG. */
const sequential = [0, 63, 0];

/** A copy with these numbers put right; the given bytes when nothing is to be changed, and for all other files. */
export function withPlainScans(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  let mended = bytes;
  for (const { marker, from, to } of segments(bytes)) {
    // SOF2 and everything behind it: progressive, lossless, arithmetic. There the numbers mean something.
    if (marker >= 0xc2 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return bytes;
    if (marker !== 0xda || sequential.every((value, i) => bytes[to - 3 + i] === value)) continue;
    if (to - 3 < from) return bytes;
    if (mended === bytes) mended = bytes.slice();
    mended.set(sequential, to - 3);
  }
  return mended;
}

interface Segment {
  readonly marker: number;
  /** Where its content begins, behind the length, and where it ends. */
  readonly from: number;
  readonly to: number;
}

/** Segments that have a length, in file order, up to the first place where none begins. */
function* segments(bytes: Uint8Array): Generator<Segment> {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    // Any number of 0xff may stand before a marker.
    if (bytes[at + 1] === 0xff) {
      at++;
      continue;
    }
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return;
    const to = at + 2 + 256 * (bytes[at + 2] as number) + (bytes[at + 3] as number);
    if (to > bytes.length) return;
    yield { marker, from: at + 4, to };
    at = marker === 0xda ? behindScan(bytes, to) : to;
  }
}

/** The next marker behind coded data, in which 0xff stands before 0 (a byte of data) or a restart marker. */
function behindScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
