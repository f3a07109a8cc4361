/** The end of the way, which is the same for measured samples and for numbers of other systems: criteria, table, decision. */
import type { MeasurementFile, PolicyFile } from '../contracts/criteria.ts';
import type { Decision } from '../contracts/decision.ts';
import type { OwnMetric } from '../contracts/metric_definition.ts';
import type { MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { run as checkNamesOf, type NamesInput } from '../criteria/names/run.ts';
import type { Source } from '../criteria/read.ts';
import { run as makePolicy } from '../criteria/run.ts';
import { run as decide } from '../decide/run.ts';
import { withOwn } from '../metrics/table.ts';
import { assemble } from '../tabulate/assemble.ts';
import type { TabulateInput } from '../tabulate/evaluation.ts';
import { tableOf } from '../tabulate/run.ts';

export interface Criteria {
  readonly measure: MeasurementFile;
  readonly policy: PolicyFile;
}

export interface Judged {
  readonly metrics: MetricsTable;
  readonly pairs: readonly PairRow[];
  readonly decision: Decision;
}

/**
 * @param own metrics of the user's libraries
 * @throws InputError of every mistake in the criteria, under the metrics that this build has
 */
export function readCriteria(criteria: Source, sanity: Source, tier?: string, own: readonly OwnMetric[] = []): Criteria {
  return makePolicy({ criteria, sanity, tier, metrics: withOwn(own), own });
}

/** @throws InputError of every name in the criteria that the evaluation does not have */
export function checkNames(source: Source, criteria: Criteria, known: Pick<NamesInput, 'corpora' | 'leftOut' | 'external' | 'hasBaseline'>): void {
  checkNamesOf({ criteria: source, ...criteria, ...known, metrics: withOwn(criteria.measure.measure.own_metrics) });
}

/**
 * @param measured what is left out there is none of
 * @throws InputError of both stages
 */
export function judge({ measure, policy }: Criteria, measured: Pick<TabulateInput, 'evaluation'> & Partial<Omit<TabulateInput, 'measure'>>): Judged {
  const none = { corpora: new Map(), slices: new Map(), scores: [], external: new Map(), training: null, tools: {} };
  const pairs: PairRow[] = [];
  const metrics = tableOf(assemble({ ...none, ...measured, measure }), (pair) => pairs.push(pair));
  return { metrics, pairs, decision: decide({ metrics, policy }) };
}
