import { createHash, hash } from 'node:crypto';
import { canonicalLine } from './canonical_json.ts';

/** `sha256:` and 64 hexadecimal digits over bytes or UTF-8 text. */
export function sha256(data: Uint8Array | string): string {
  return `sha256:${hash('sha256', data)}`;
}

/** The same over content that comes in parts, and how many bytes it has. */
export function measureParts(parts: Iterable<NodeJS.ArrayBufferView>): { readonly sha256: string; readonly bytes: number } {
  const sum = createHash('sha256');
  let bytes = 0;
  for (const part of parts) {
    sum.update(part);
    bytes += part.byteLength;
  }
  return { sha256: `sha256:${sum.digest('hex')}`, bytes };
}

/** Digest of a value in canonical form: key order and blanks do not matter. */
export function digestOf(value: unknown): string {
  return sha256(canonicalLine(value));
}
