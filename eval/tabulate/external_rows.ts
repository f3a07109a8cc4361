/** External metrics as rows of the table: the same form as measured numbers, so that criteria do not know the difference. */
import type { Measure } from '../contracts/criteria.ts';
import type { ExternalRow } from '../contracts/external_metrics.ts';
import type { DeltaRow, Interval, MetricRow, RateCounts, Where } from '../contracts/metrics.ts';
import { clopperPearson } from '../stats/clopper_pearson.ts';
import { wilson } from '../stats/wilson.ts';
import type { Evaluation } from './evaluation.ts';
import { unpairedDelta } from './unpaired_delta.ts';

interface ExternalRows {
  readonly rows: readonly MetricRow[];
  readonly deltas: readonly DeltaRow[];
}

export function externalRows(evaluation: Evaluation): ExternalRows {
  const declared = new Set((evaluation.measure.measure.external_metrics ?? []).map(({ id }) => id));
  const about = evaluation.external.flatMap(({ name, rows }) =>
    rows.filter(({ metric }) => declared.has(metric)).map((row) => ({ where: { corpus: name, slice: null }, row })),
  );
  const deltas = about.flatMap(({ where, row }) => {
    const baseline = about.find((other) => other.where.corpus === where.corpus && other.row.role === 'baseline' && other.row.metric === row.metric);
    return row.role === 'candidate' && baseline !== undefined
      ? [unpairedDelta(where, row.metric, row, baseline.row, 'external metrics are not paired by sample')]
      : [];
  });
  return { rows: about.map(({ where, row }) => metricRow(evaluation, where, row)), deltas };
}

function metricRow({ candidate, baseline, measure }: Evaluation, where: Where, row: ExternalRow): MetricRow {
  const { role, metric, value, reason, n, counts } = row;
  const identity = (role === 'candidate' ? candidate : baseline)?.identity;
  if (identity === undefined) throw new Error(`external metrics about a ${role} that the evaluation does not have`);
  const defined = value === null ? 0 : n;
  return {
    backend: identity.name,
    role,
    where,
    metric,
    value,
    ...(counts === null ? {} : { counts }),
    n,
    defined,
    failed: 0,
    undefined: n - defined,
    undefinedReasons: value === null ? { [reason ?? 'not measured']: Math.max(n, 1) } : {},
    mean: value,
    median: null,
    p10: null,
    p90: null,
    ...(value === null || counts === null ? noInterval : { interval: proportionInterval(counts, measure.measure.statistics), intervalReason: null }),
  };
}

/** Wilson's is too short on one side for few observations and shares near an end. */
function proportionInterval(counts: RateCounts, { level, interval }: Measure['statistics']): Interval {
  if (interval !== 'expanded') return wilson(counts, level);
  return { ...clopperPearson(counts, level), level, method: 'clopper-pearson', resamples: 0, groups: counts.denominator };
}

const noInterval = { interval: null, intervalReason: 'the external metrics give no counts' } as const;
