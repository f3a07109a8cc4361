/** Which way of a metric is better. Everything that depends on the direction asks here. */
import type { MetricDefinition } from '../contracts/metrics.ts';

export type Directed = Pick<MetricDefinition, 'better'>;

/** 1 where more is better, else -1: a value times this grows as it gets better. The product is exact. */
export function direction({ better }: Directed): 1 | -1 {
  return better === 'higher' ? 1 : -1;
}

/** Of how far values lie apart less is better, whatever the metric. */
export function asJudged<M extends Directed>({ statistic }: { readonly statistic: string }, metric: M): M {
  return statistic === 'spread' || statistic === 'sd' ? { ...metric, better: 'lower' } : metric;
}

/** Whether a difference is one towards better; no difference is not. */
export function isBetter(difference: number, metric: Directed): boolean {
  return difference * direction(metric) > 0;
}

/** The comparison by which a value holds against a limit. */
export function comparatorOf(metric: Directed): '>=' | '<=' {
  return direction(metric) === 1 ? '>=' : '<=';
}

/** `at least` for `>=`, `at most` for `<=` */
export function limitWords(comparator: '>=' | '<='): 'at least' | 'at most' {
  return comparator === '>=' ? 'at least' : 'at most';
}

/** The comparison of a limit on the other side. */
export function opposite(comparator: '>=' | '<='): '>=' | '<=' {
  return comparator === '>=' ? '<=' : '>=';
}
