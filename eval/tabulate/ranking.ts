/** The candidate's worst samples over all corpora. */
import type { Ranking } from '../contracts/distributions.ts';
import type { MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { byNumber, byText } from '../io/order.ts';
import { direction } from '../table/direction.ts';
import { leadingMetric } from '../table/leading.ts';
import { sampleValue } from '../table/pairs.ts';

const most = 20;

type Table = Pick<MetricsTable, 'backends' | 'definitions' | 'pass'>;

/** By the metric that makes a pass, else by the first that samples have values of. Null where no sample can be ranked. */
export function rankingOf({ backends, definitions, pass }: Table, pairs: readonly PairRow[]): Ranking | null {
  const candidate = backends.find(({ role }) => role === 'candidate')?.identity;
  if (candidate === undefined) return null;
  const primary = definitions.filter(({ secondary }) => !secondary);
  const measured = primary.filter(({ id }) => pairs.some((sample) => sampleValue(sample, candidate, id) !== null));
  const metric = leadingMetric(measured, [pass?.metric]) ?? leadingMetric(primary, [pass?.metric]);
  if (metric === undefined) return null;

  const sign = direction(metric);
  const ordered = pairs.flatMap((sample) => {
    const failed = sample.status[candidate.name] === 'failed';
    const value = sampleValue(sample, candidate, metric.id);
    if (!failed && value === null) return [];
    const failure = failed ? (sample.reasons?.[candidate.name] ?? 'no reason was given') : null;
    return [{ sample, failure, quality: value === null || failed ? -Infinity : sign * value }];
  });
  if (ordered.length === 0) return null;
  ordered.sort((a, b) => byNumber(a.quality, b.quality) || byText(a.sample.id, b.sample.id) || byText(a.sample.corpus, b.sample.corpus));
  const valuesOf = ({ values }: PairRow) => {
    const all = values[candidate.name] ?? {};
    return Object.fromEntries(primary.flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]]])));
  };
  return {
    metric: metric.id,
    samples: ordered.slice(0, most).map(({ sample, failure, quality }) => ({
      rank: 1 + ordered.findIndex((other) => other.quality === quality),
      corpus: sample.corpus,
      id: sample.id,
      slices: sample.slices,
      failure,
      values: valuesOf(sample),
    })),
    unranked: pairs.length - ordered.length,
  };
}
