/** The digest of a corpus: over one short line a sample, so that it depends on no shards and needs no memory. */
import { createHash } from 'node:crypto';
import type { Corpus, SliceRow } from '../contracts/corpus.ts';
import { digestOf } from '../io/digest.ts';

/** Everything that is known of a sample but for the name of its file. */
export function sampleDigest({ image: _, ...row }: SliceRow, truth: string): string {
  return digestOf({ ...row, truth });
}

/**
 * SHA-256 over the lines `id digest`. The exclusions are the first line, which has no id.
 * @param samples sorted by id
 */
export function corpusDigest(samples: Iterable<{ readonly id: string; readonly digest: string }>, exclusions: Corpus['exclusions']): string {
  const hash = createHash('sha256').update(` ${digestOf(exclusions)}\n`);
  for (const { id, digest } of samples) hash.update(`${id} ${digest}\n`);
  return `sha256:${hash.digest('hex')}`;
}
