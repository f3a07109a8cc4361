/** Formats of pictures, told by their first bytes: a name proves nothing. */
export type Format = 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif';

const signatures: readonly (readonly [format: Format, offset: number, bytes: string])[] = [
  ['jpeg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['webp', 8, 'WEBP'],
  ['tiff', 0, 'II*\0'],
  ['tiff', 0, 'MM\0*'],
  ['tiff', 0, 'II+\0'],
  ['tiff', 0, 'MM\0+'],
];

/** For messages. */
export const formatsRead = 'JPEG, PNG, WebP, TIFF or AVIF';

/** `heic`: what telephones write; sharp's builds on npm have no decoder for it. */
export function formatOf(head: Uint8Array): Format | 'heic' | undefined {
  const text = Buffer.from(head.subarray(0, 256)).toString('latin1');
  const found = signatures.find(([, offset, bytes]) => text.startsWith(bytes, offset));
  if (found !== undefined) return found[0];
  if (!text.startsWith('ftyp', 4)) return undefined;
  // ISO/IEC 23008-12: the box's length, its type, the major brand, a version, and all brands that the file fits.
  const end = Math.min(text.length, Buffer.from(head).readUInt32BE(0));
  const brands = [text.slice(8, 12), ...(text.slice(16, end).match(/.{4}/gs) ?? [])];
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) ? 'heic' : undefined;
}
