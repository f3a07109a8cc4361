/** Which metrics are measured: those asked for, or all that fit the truth at hand. */
import type { ParityMetric, ScoredMetric } from '../annotations/metric.ts';
import { fits } from '../annotations/metric.ts';
import type { Truth } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { byText } from '../io/order.ts';
import type { Metric } from '../metrics/metric.ts';
import { knownMetrics, metricById, metrics } from '../metrics/table.ts';

/**
 * @param asked ids; empty: every metric that fits
 * @param hasReference whether the baseline's predictions are given: then parity is measured, too
 * @returns metrics by id
 * @throws InputError EV5105 naming every id that cannot be measured
 */
export function chooseMetrics(asked: readonly string[], truths: readonly Truth[], hasReference: boolean): ScoredMetric[] {
  const fitting = [...(asked.length === 0 ? allFor(truths) : askedFor(asked, truths)), ...(hasReference ? parityFor(truths) : [])];
  return fitting.sort((a, b) => byText(a.id, b.id));
}

/** All metrics of the kinds at hand. */
function allFor(truths: readonly Truth[]): ScoredMetric[] {
  return metrics.filter(isScored).filter((metric) => truths.some((truth) => fits(metric, truth)));
}

function parityFor(truths: readonly Truth[]): ScoredMetric[] {
  return metrics.filter((metric) => metric.kind === 'parity').filter(({ truthKind }) => truths.some(({ kind }) => kind === truthKind));
}

function askedFor(asked: readonly string[], truths: readonly Truth[]): ScoredMetric[] {
  const chosen: ScoredMetric[] = [];
  const problems = [...new Set(asked)].flatMap((id) => {
    const found = measurable(id, truths);
    if (typeof found !== 'string') chosen.push(found);
    return typeof found === 'string' ? [{ code: 'EV5105' as const, location: 'arguments', message: `--metric ${id}: ${found}` }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return chosen;
}

/** The metric, or what speaks against it. */
function measurable(id: string, truths: readonly Truth[]): ScoredMetric | string {
  const metric = metricById(id);
  if (metric === undefined) {
    return `no such metric; known: ${knownMetrics.join(', ')}${nearestText(id, knownMetrics)}`;
  }
  if (metric.kind === 'parity') return 'it is measured where the predictions of a baseline are given, without being asked for';
  if (!isScored(metric)) return 'it is derived from other metrics when the table is made, and not measured on samples';
  if (truths.length > 0 && !truths.some((truth) => fits(metric, truth))) return `it needs truth of kind ${metric.truthKind}, which no sample has`;
  return metric;
}

function isScored(metric: Metric): metric is Exclude<ScoredMetric, ParityMetric> {
  return metric.kind === 'sample' || metric.kind === 'corpus';
}
