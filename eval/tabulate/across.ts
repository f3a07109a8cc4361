/** Statistics across the values of a dimension: folds, sites, classes. Every value counts the same. */
import type { AcrossRow, MetricRow, Where } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import type { Metric } from '../metrics/metric.ts';
import { jackknife } from '../stats/folds/jackknife.ts';
import { type Outliers, outliers } from '../stats/folds/outliers.ts';
import { summarize } from '../stats/folds/summary.ts';
import { subsetKey } from '../table/subsets.ts';
import type { Backend, CorpusSamples, Evaluation } from './evaluation.ts';
import { must } from './items.ts';
import { within } from './within.ts';

/** A metric's numbers at every value of a dimension of a corpus. */
export interface Line {
  readonly backend: Backend;
  readonly corpus: CorpusSamples;
  readonly dimension: string;
  readonly metric: Metric;
  readonly part: string | null;
  readonly values: AcrossRow['values'];
  readonly measured: readonly Measured[];
}

/** By corpus, dimension, backend and metric. Dimensions that a corpus does not have are passed over: decide names them. */
export function linesOf({ measure, corpora, backends }: Evaluation, rows: readonly MetricRow[]): Line[] {
  const dimensions = measure.measure.across ?? [];
  if (dimensions.length === 0) return [];
  const byKey = new Map(rows.map((row) => [keyOf(row.backend, row.where, row.metric), row]));
  return corpora.flatMap((corpus) =>
    dimensions.flatMap((dimension) => {
      const known = corpus.summary.dimensions[dimension];
      if (known === undefined) return [];
      return backends.flatMap((backend) =>
        corpus.asked.map(({ metric, part }) => {
          const found = known.map(({ value }) => {
            const where = { corpus: corpus.name, slice: { dimension, value }, ...(part !== null && { part }) };
            return must(byKey.get(keyOf(backend.identity.name, where, metric.id)));
          });
          return { backend, corpus, dimension, metric, part, values: found.map(entryOf), measured: found.map(measuredOf) };
        }),
      );
    }),
  );
}

function keyOf(backend: string, where: Where, metric: string): string {
  return JSON.stringify([backend, subsetKey(where), metric]);
}

function entryOf(row: MetricRow): AcrossRow['values'][number] {
  const measured = measuredOf(row);
  const reason = typeof measured === 'number' ? null : measured.undefined;
  const counts = row.counts === undefined ? {} : { counts: row.counts };
  return { value: row.where.slice?.value ?? '', observed: row.value, ...counts, n: row.defined, reason };
}

function measuredOf({ value, valueReason, n, undefinedReasons }: MetricRow): Measured {
  if (value !== null) return value;
  if (valueReason !== undefined) return { undefined: valueReason };
  return { undefined: n === 0 ? 'no sample' : Object.keys(undefinedReasons).sort().join('; ') || 'no value' };
}

export function acrossRow({ backend, corpus, dimension, metric, part, values, measured }: Line, level: number): AcrossRow {
  const common = {
    backend: backend.identity.name,
    role: backend.role,
    corpus: corpus.name,
    dimension,
    metric: metric.id,
    ...(part !== null && { part }),
    values,
    n: values.length,
    defined: measured.filter((value) => typeof value === 'number').length,
  };
  const summary = summarize(measured, level);
  if ('undefined' in summary) {
    const named = values.filter(({ reason }) => reason !== null).map(({ value, reason }) => `${value}: ${reason}`);
    const reason = values.length === 0 ? `the corpus has no ${dimension}` : named.join('; ');
    return { ...common, mean: null, sd: null, median: null, spread: null, worst: null, worstValue: null, interval: null, reason, influence: [] };
  }
  const worst = metric.better === 'higher' ? summary.minimum : summary.maximum;
  const { interval } = summary;
  return {
    ...common,
    mean: summary.mean,
    sd: typeof summary.sd === 'number' ? summary.sd : null,
    median: summary.median,
    spread: summary.spread,
    worst,
    worstValue: values.find(({ observed }) => observed === worst)?.value ?? null,
    interval: 'undefined' in interval ? null : { ...within(interval, metric.range), level },
    reason: 'undefined' in interval ? `no interval of 1 value` : null,
    influence: influenceOf(values, measured),
  };
}

/** What the mean would be without each value, and the rules that set it apart. */
function influenceOf(values: AcrossRow['values'], measured: readonly Measured[]): AcrossRow['influence'] {
  const left = jackknife(measured);
  const apart = outliers(measured);
  if ('undefined' in left || 'undefined' in apart) return [];
  return values.map(({ value }, i) => ({ value, meanWithout: must(left[i]).meanWithout, outlier: rulesFor(i, apart) }));
}

function rulesFor(position: number, { modifiedZ, grubbs, tukey }: Outliers): string[] {
  const flagged = (rule: { readonly flagged: readonly number[] } | { readonly undefined: string }): boolean =>
    'flagged' in rule && rule.flagged.includes(position);
  return [...(flagged(modifiedZ) ? ['modified-z'] : []), ...(flagged(grubbs) ? ['grubbs'] : []), ...(flagged(tukey) ? ['tukey'] : [])];
}
