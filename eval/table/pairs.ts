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

/** Over the rows one by one, so that no string holds them all. */
export function pairsDigest(pairs: Iterable<PairRow>): string {
  const hash = createHash('sha256');
  for (const pair of pairs) hash.update(canonicalLine(pair));
  return `sha256:${hash.digest('hex')}`;
}

/** @throws InputError EV5403 for samples of another table */
export function checkPairs(table: Pick<MetricsTable, 'pairs'>, pairs: Iterable<PairRow>): void {
  const got = pairsDigest(pairs);
  if (got === table.pairs) return;
  throw new InputError({ code: 'EV5403', location: 'pairs', message: 'the samples are those of another table', got, expected: table.pairs });
}
