/** Metrics that a criteria file declares: weighted sums of a sample's metrics, and numbers that come from outside. */
import type { Composite, ExternalMetric } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { sum } from '../stats/sum.ts';

type Term = Composite['terms'][number];
type Range = MetricDefinition['range'];

/**
 * The definition of a weighted sum. Its range follows from those of its terms and is open where one of them is.
 *
 * @param definitionOf the metrics of the terms; one that is not known has an open range
 * @example terms 0.75 x mask_iou and 0.25 x (1 - error_rate), both metrics 0 to 1: the range is 0 to 1
 */
export function compositeDefinition(
  { id, title, better, terms }: Composite,
  definitionOf: (id: string) => MetricDefinition | undefined,
): MetricDefinition {
  const ranges = terms.map((term) => termRange(term, definitionOf(term.metric)?.range ?? [null, null]));
  const needed = [...new Set(terms.filter(({ when_undefined }) => when_undefined === undefined).map(({ metric }) => metric))];
  return {
    id,
    version: 1,
    title,
    summary: `Weighted sum: ${terms.map(termText).join(' + ')}.`,
    unit: 'score',
    range: [total(ranges.map(([low]) => low)), total(ranges.map(([, high]) => high))],
    better,
    secondary: false,
    undefinedWhen: needed.length === 0 ? 'never: something stands in for each term' : `${needed.join(' or ')} is undefined`,
  };
}

/** The definition of a metric whose values come from outside. */
export function externalDefinition({ id, title, unit, range, better, summary }: ExternalMetric): MetricDefinition {
  return { id, version: 1, title, summary, unit, range, better, secondary: false, undefinedWhen: 'the external metrics do not have it' };
}

function termRange({ weight, of, scale }: Term, range: Range): Range {
  // A weight of 0 silences even an open range.
  if (weight === 0) return [0, 0];
  const [low, high] = scale === undefined ? range : [0, 1];
  const ends = (of === 'value' ? [low, high] : [complement(high), complement(low)]).map((end) => (end === null ? null : weight * end));
  const [first = null, last = null] = ends;
  return weight > 0 ? [first, last] : [last, first];
}

function complement(end: number | null): number | null {
  return end === null ? null : 1 - end;
}

/** Compensated, so that weights of 0.7, 0.2 and 0.1 reach 1. */
function total(ends: readonly (number | null)[]): number | null {
  const known = ends.filter((end) => end !== null);
  return known.length < ends.length ? null : sum(known);
}

/** `0.75 x mask_iou`, `0.25 x (1 - error_rate) (0 stands in where error_rate is undefined)` */
function termText({ metric, weight, of, scale, when_undefined }: Term): string {
  const value = scale === undefined ? metric : `${metric} from ${scale.zero} (0) to ${scale.one} (1)`;
  const standIn = when_undefined === undefined ? '' : ` (${when_undefined} stands in where ${metric} is undefined)`;
  return `${weight} x ${of === 'value' ? value : `(1 - ${value})`}${standIn}`;
}
