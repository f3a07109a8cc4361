/** Which metrics are measured: those asked for, or all that fit the kinds of truth at hand. */
import { InputError, nearest } from '../errors/errors.ts';
import type { TruthKind } from '../metrics/comparison.ts';
import type { SampleMetric } from '../metrics/metric.ts';
import { metricById, metrics } from '../metrics/table.ts';

const measurable = metrics.filter((metric) => metric.kind === 'sample');

/**
 * @param asked ids; empty: every metric that fits
 * @returns metrics by id
 * @throws InputError EV5105 naming every id that cannot be measured
 */
export function chooseMetrics(asked: readonly string[], kinds: ReadonlySet<TruthKind>): SampleMetric[] {
  const problems = asked.flatMap((id) => {
    const problem = problemWith(id, kinds);
    return problem === undefined ? [] : [{ code: 'EV5105' as const, place: 'arguments', message: `--metric ${id}: ${problem}` }];
  });
  if (problems.length > 0) throw new InputError(problems);
  const chosen = measurable.filter(({ id, truthKind }) => (asked.length === 0 ? kinds.has(truthKind) : asked.includes(id)));
  return chosen.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function problemWith(id: string, kinds: ReadonlySet<TruthKind>): string | undefined {
  const metric = metricById.get(id);
  if (metric === undefined) {
    const known = measurable.map((one) => one.id);
    const near = nearest(id, known);
    return `no such metric; known: ${known.join(', ')}${near === undefined ? '' : ` (nearest: ${near})`}`;
  }
  if (metric.kind !== 'sample') return 'it is derived from other metrics when the table is made, and not measured on samples';
  if (kinds.size > 0 && !kinds.has(metric.truthKind)) return `it needs truth of kind ${metric.truthKind}, which no sample has`;
  return undefined;
}
