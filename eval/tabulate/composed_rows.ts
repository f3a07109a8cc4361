/** Composites over rows: numbers of one backend at one subset, external ones included, as one number. */
import type { Composite } from '../contracts/criteria.ts';
import type { DeltaRow, MetricRow, Where } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import { subsetKey } from '../table/subsets.ts';
import { weightedSum } from './composite.ts';
import type { Evaluation } from './evaluation.ts';
import { unpairedDelta } from './unpaired_delta.ts';

interface Composed {
  readonly rows: readonly MetricRow[];
  readonly deltas: readonly DeltaRow[];
}

/**
 * At every subset that has measured rows; where everything comes from outside, at each of those sources. A number that the subset
 * does not have is looked for among the external ones of the backend's role.
 *
 * @param measured rows of the samples
 * @param external rows of external metrics
 */
export function composedRows({ measure }: Evaluation, measured: readonly MetricRow[], external: readonly MetricRow[]): Composed {
  const composites = (measure.measure.composites ?? []).filter(({ over }) => over === 'rows');
  if (composites.length === 0) return { rows: [], deltas: [] };
  const source = measured.length > 0 ? measured : external;
  const subsets = [...Map.groupBy(source, ({ backend, where }) => JSON.stringify([backend, subsetKey(wholeOf(where))])).values()];
  const rows = composites.flatMap((composite) => subsets.map((subset) => composedRow(composite, subset, external)));
  return { rows, deltas: deltasOf(rows) };
}

function composedRow({ id, terms }: Composite, subset: readonly MetricRow[], external: readonly MetricRow[]): MetricRow {
  const { backend, role, where } = subset[0] as MetricRow;
  const found = terms.map(({ metric, part }): MetricRow | string => {
    const own = subset.find((row) => row.metric === metric && row.where.part === part);
    if (own !== undefined) return own;
    const [other, another] = external.filter((row) => row.role === role && row.metric === metric);
    if (other === undefined) return `nobody measured it of the ${role}`;
    return another === undefined ? other : `${other.where.corpus} and ${another.where.corpus} both have it`;
  });
  const value = weightedSum(terms.map((term, i) => ({ term, value: measuredOf(found[i] as MetricRow | string) })));
  const present = found.filter((row) => typeof row !== 'string').filter((row) => row.value !== null);
  const n = present.length === 0 ? 0 : Math.min(...present.map(({ defined }) => defined));
  const known = typeof value === 'number';
  return {
    backend,
    role,
    where: wholeOf(where),
    metric: id,
    value: known ? value : null,
    n,
    defined: known ? n : 0,
    failed: 0,
    undefined: known ? 0 : n,
    undefinedReasons: known ? {} : { [value.undefined]: Math.max(n, 1) },
    mean: known ? value : null,
    median: null,
    p10: null,
    p90: null,
    ...noInterval,
  };
}

/** The subset that a part is of. */
function wholeOf({ part: _, ...where }: Where): Where {
  return where;
}

const noInterval = { interval: null, intervalReason: 'a composite of rows has no interval' } as const;

function measuredOf(row: MetricRow | string): Measured {
  if (typeof row === 'string') return { undefined: row };
  return row.value ?? { undefined: row.valueReason ?? (Object.keys(row.undefinedReasons).join('; ') || 'no value') };
}

function deltasOf(rows: readonly MetricRow[]): DeltaRow[] {
  const keyOf = ({ where, metric }: MetricRow): string => JSON.stringify([where, metric]);
  const baselines = new Map(rows.filter(({ role }) => role === 'baseline').map((row) => [keyOf(row), row]));
  return rows.flatMap((row) => {
    const baseline = row.role === 'candidate' ? baselines.get(keyOf(row)) : undefined;
    return baseline === undefined ? [] : [unpairedDelta(row.where, row.metric, row, baseline, noInterval.intervalReason)];
  });
}
