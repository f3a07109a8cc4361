import { createHash } from 'node:crypto';
import { canonicalLine } from './canonical_json.ts';

/** `sha256:` and 64 hexadecimal digits over bytes or UTF-8 text. */
export function sha256(data: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`;
}

/** The same over content that comes in parts, and how many bytes it has. */
export function measureParts(parts: Iterable<Uint8Array>): { readonly sha256: string; readonly bytes: number } {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const part of parts) {
    hash.update(part);
    bytes += part.length;
  }
  return { sha256: `sha256:${hash.digest('hex')}`, bytes };
}

/** Digest of a value in canonical form: key order and blanks do not matter. */
export function digestOf(value: unknown): string {
  return sha256(canonicalLine(value));
}
