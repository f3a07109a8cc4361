/** The digest of a corpus: over one short line a sample, so that it depends on no shards and needs no memory. */
import { createHash } from 'node:crypto';
import type { Corpus, SliceRow } from '../contracts/corpus.ts';
import { digestOf } from '../io/digest.ts';

/** Everything that is known of a sample but for the name of its file. */
export function sampleDigest({ image: _, ...row }: SliceRow, truth: string): string {
  return digestOf({ ...row, truth });
}

/** SHA-256 over the lines `id digest`. The exclusions are the first line, which has no id. */
export class CorpusDigest {
  readonly #hash = createHash('sha256');

  constructor(exclusions: Corpus['exclusions']) {
    this.#hash.update(` ${digestOf(exclusions)}\n`);
  }

  /** Samples come sorted by id. */
  add(id: string, digest: string): void {
    this.#hash.update(`${id} ${digest}\n`);
  }

  get value(): string {
    return `sha256:${this.#hash.copy().digest('hex')}`;
  }
}
