/** Shadow router: which variant serves a key. The same key, salt and share give the same variant everywhere. */
import { createHash } from 'node:crypto';

/** Where a key lies, 0 to 99.99: the first four bytes of SHA-1 over `salt:key`, big endian, modulo 10000, over 100. */
export function bucketOf(key: string, salt = ''): number {
  const hash = createHash('sha1').update(`${salt}:${key}`).digest();
  return (hash.readUInt32BE(0) % 10_000) / 100;
}

/** @param candidatePercent 0 to 100; what lies beyond is cut. A key that is empty gets the baseline. */
export function variantOf(key: string, candidatePercent: number, salt = ''): 'baseline' | 'candidate' {
  return key !== '' && bucketOf(key, salt) < candidatePercent ? 'candidate' : 'baseline';
}
