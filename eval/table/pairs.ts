/** Single samples next to every backend, which stand in a file of their own beside the table. */
import { createHash } from 'node:crypto';
import type { BackendIdentity } from '../contracts/backend.ts';
import type { MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalLine } from '../io/canonical_json.ts';

/** What a backend got for a sample, or for one of its parts; null where the metric has no value. */
export function sampleValue(sample: PairRow, backend: Pick<BackendIdentity, 'name'> | null, metric: string, part?: string): number | null {
  const values = part === undefined ? sample.values : sample.parts?.[part];
  const value = backend === null ? undefined : values?.[backend.name]?.[metric];
  return typeof value === 'number' ? value : null;
}

/** The digest of a table's samples, over their rows one by one: they need not be in memory together. */
export class PairsDigest {
  readonly #hash = createHash('sha256');

  /** @param line of the row, where it was made already */
  add(pair: PairRow, line = canonicalLine(pair)): void {
    this.#hash.update(line);
  }

  get value(): string {
    return `sha256:${this.#hash.copy().digest('hex')}`;
  }

  /** @throws InputError EV5403 for samples of another table */
  check(table: Pick<MetricsTable, 'pairs'>): void {
    const got = this.value;
    if (got === table.pairs) return;
    throw new InputError({ code: 'EV5403', location: 'pairs', message: 'the samples are those of another table', got, expected: table.pairs });
  }
}

export function pairsDigest(pairs: Iterable<PairRow>): string {
  const digest = new PairsDigest();
  for (const pair of pairs) digest.add(pair);
  return digest.value;
}
