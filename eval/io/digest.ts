import { createHash } from 'node:crypto';
import { canonicalLine } from './canonical_json.ts';

/** `sha256:` and 64 hexadecimal digits over bytes or UTF-8 text. */
export function sha256(data: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`;
}

/** Digest of a value in canonical form: key order and blanks do not matter. */
export function digestOf(value: unknown): string {
  return sha256(canonicalLine(value));
}
