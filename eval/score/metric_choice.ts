/** Which metrics are measured: those asked for, or all that fit the truth at hand. */
import { fits, type ParityMetric, type ScoredMetric } from '../annotations/metric.ts';
import type { Truth } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { byText } from '../io/order.ts';
import { metrics, shipped } from '../metrics/table.ts';

/**
 * @param asked ids; empty: every metric that fits
 * @param hasReference whether the baseline's predictions are given: then parity is measured, too
 * @param own those of the user's libraries
 * @returns metrics by id
 * @throws InputError EV5105 naming every id that cannot be measured
 */
export function chooseMetrics(
  asked: readonly string[],
  truths: readonly Truth[],
  hasReference: boolean,
  own: readonly ScoredMetric[] = [],
): ScoredMetric[] {
  const all = [...own, ...metrics.filter((metric) => metric.kind === 'sample' || metric.kind === 'corpus')];
  const fitting = asked.length === 0 ? all.filter((metric) => truths.some((truth) => fits(metric, truth))) : askedFor(asked, truths, all);
  return [...fitting, ...(hasReference ? parityFor(truths) : [])].sort((a, b) => byText(a.id, b.id));
}

function parityFor(truths: readonly Truth[]): ParityMetric[] {
  return metrics.filter((metric) => metric.kind === 'parity').filter(({ truthKind }) => truths.some(({ kind }) => kind === truthKind));
}

function askedFor(asked: readonly string[], truths: readonly Truth[], all: readonly ScoredMetric[]): ScoredMetric[] {
  const chosen: ScoredMetric[] = [];
  const problems = [...new Set(asked)].flatMap((id) => {
    const found = measurable(id, truths, all);
    if (typeof found !== 'string') chosen.push(found);
    return typeof found === 'string' ? [{ code: 'EV5105' as const, location: 'arguments', message: `--metric ${id}: ${found}` }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return chosen;
}

/** The metric, or what speaks against it. */
function measurable(id: string, truths: readonly Truth[], all: readonly ScoredMetric[]): ScoredMetric | string {
  const metric = all.find((one) => one.id === id);
  if (metric === undefined) {
    const derived = shipped.definitionOf(id);
    if (derived?.kind === 'parity') return 'it is measured where the predictions of a baseline are given, without being asked for';
    if (derived !== undefined) return 'it is derived from other metrics when the table is made, and not measured on samples';
    const known = all.map((one) => one.id);
    return `no such metric; known: ${known.join(', ')}${nearestText(id, known)}`;
  }
  if (truths.length > 0 && !truths.some((truth) => fits(metric, truth))) return `it needs truth of kind ${metric.truthKind}, which no sample has`;
  return metric;
}
