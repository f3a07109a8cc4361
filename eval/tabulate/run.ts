/** tabulate: samples of several backends on several corpora -> one table of metrics, differences and sanity measurements. */
import type { DeltaRow, MetricRow, MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import type { Measured } from '../contracts/samples.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { byText } from '../io/order.ts';
import { measureSanity } from '../sanity/table.ts';
import { type Estimate, intervals } from '../stats/interval.ts';
import { pairsDigest } from '../table/pairs.ts';
import { worstRows } from '../table/worst.ts';
import { acrossRow, linesOf } from './across.ts';
import { assemble } from './assemble.ts';
import { calibrationOf } from './calibration.ts';
import { chartRows } from './charts.ts';
import type { Column } from './column.ts';
import { comparisonsOf } from './comparisons.ts';
import { composedRows } from './composed_rows.ts';
import { deltaRow } from './deltas.ts';
import { distributionsOf } from './distributions.ts';
import { type Backend, type CorpusSamples, type Evaluation, type Scores, scoresOf, type TabulateInput } from './evaluation.ts';
import { externalRows } from './external_rows.ts';
import { at, must } from './items.ts';
import { rankingOf } from './ranking.ts';
import { ratioOf, ratioStatistic, withUnpairedRatios } from './ratios.ts';
import { metricRow, type SeenValues } from './rows.ts';
import { type Subset, subsetsOf } from './subsets.ts';
import { definitionsOf } from './used_metrics.ts';

/** @throws InputError EV5201 to EV5211 when the files do not belong together */
export function run(input: TabulateInput): MetricsTable {
  return tableOf(assemble(input)).table;
}

/** The table, and every sample, of which it names the worst. */
export function tableOf(evaluation: Evaluation): { readonly table: MetricsTable; readonly pairs: readonly PairRow[] } {
  const subsets = evaluation.corpora.flatMap((corpus) => subsetsOf(corpus).map((subset) => tabulateSubset(evaluation, corpus, subset)));
  const rows = evaluation.backends.flatMap((_, backend) => subsets.flatMap((subset) => at(subset.rows, backend)));
  const lines = linesOf(evaluation, rows);
  const external = externalRows(evaluation);
  const composed = composedRows(evaluation, rows, external.rows);
  const { measure } = evaluation.measure;
  const backends = evaluation.backends.map(({ role, identity }) => ({ role, identity }));
  const definitions = definitionsOf(evaluation.metrics, measure);
  const corpora = evaluation.corpora.map(({ summary }) => summary);
  const pass = measure.pass ?? null;
  const charts = chartRows(evaluation);
  const facts = measureSanity(evaluation);
  const across = lines.map((line) => acrossRow(line, measure.statistics.level));
  const comparisons = comparisonsOf(evaluation, lines);
  // Made when all resamples are done: two of the largest things are never in memory together.
  const pairs = pairRows(evaluation);
  const table: MetricsTable = {
    schemaVersion: 1,
    kind: 'metrics',
    evaluation: evaluation.name,
    backends,
    corpora,
    ...(evaluation.leftOut.length === 0 ? {} : { leftOut: [...evaluation.leftOut] }),
    definitions,
    measure: evaluation.measure.digest,
    pass,
    tools: evaluation.tools,
    rows: [...rows, ...external.rows, ...composed.rows],
    deltas: [...subsets.flatMap(({ deltas }) => deltas), ...withUnpairedRatios([...external.deltas, ...composed.deltas], askedRatios(evaluation))],
    across,
    comparisons,
    evidence: [...evaluation.external],
    facts,
    worst: worstRows({ backends, definitions }, pairs),
    distributions: distributionsOf({ backends, corpora, definitions }, pairs),
    calibration: calibrationOf({ backends, corpora, definitions, pass }, pairs),
    ranking: rankingOf({ backends, definitions, pass }, pairs),
    ...(charts.length === 0 ? {} : { charts }),
    pairs: pairsDigest(pairs),
  };
  return { table, pairs };
}

interface TabulatedSubset {
  /** By backend, then number. */
  readonly rows: readonly (readonly MetricRow[])[];
  readonly deltas: readonly DeltaRow[];
}

/** All intervals of a place are made together, so that rows and differences share their draws. */
function tabulateSubset(evaluation: Evaluation, corpus: CorpusSamples, subset: Subset): TabulatedSubset {
  const { candidate, baseline, backends } = evaluation;
  const rows = backends.map((backend) => {
    const seen: SeenValues = new Map();
    return scoresOf(backend, corpus).columns.map((column) => metricRow(backend, corpus, subset, column, seen));
  });
  const deltas =
    baseline === undefined
      ? []
      : corpus.asked.flatMap(({ metric }, position) =>
          // Parity is a comparison with the baseline already.
          metric.kind === 'parity' ? [] : [deltaRow(candidate, baseline, corpus, subset, position)],
        );
  const asked = askedRatios(evaluation);
  const ratios = deltas.filter(({ row }) => asked.has(row.metric));
  const statistics = [...[...rows.flat(), ...deltas].map(({ grouped }) => grouped), ...ratios.map(ratioStatistic)];
  const estimates = intervals(statistics, canonicalLine(subset.where), evaluation.measure.measure.statistics).values();
  const estimate = (): Estimate => must(estimates.next().value);
  const estimated = {
    rows: rows.map((ofBackend) => ofBackend.map(({ row }) => ({ ...row, ...estimate() }))),
    deltas: deltas.map(({ row }): DeltaRow => ({ ...row, ...estimate() })),
  };
  return { ...estimated, deltas: estimated.deltas.map((row) => (asked.has(row.metric) ? { ...row, ratio: ratioOf(row, estimate()) } : row)) };
}

function askedRatios({ measure }: Evaluation): ReadonlySet<string> {
  return new Set(measure.measure.ratios);
}

/** Every sample with what each backend got for it, for galleries and plots. Values are as scored, correct rejections too. */
function pairRows(evaluation: Evaluation): PairRow[] {
  return evaluation.corpora.flatMap((corpus) => pairRowsOf(evaluation, corpus));
}

function pairRowsOf({ backends }: Evaluation, corpus: CorpusSamples): PairRow[] {
  const inParts = new Map(backends.map((backend) => [backend, Map.groupBy(scoresOf(backend, corpus).columns, ({ part }) => part)]));
  return corpus.samples.map(({ id, group, slices }, i) => {
    const valuesOf = (backend: Backend, part: string | null) => valuesAt(inParts.get(backend)?.get(part) ?? [], i);
    const ofBackends = <T>(read: (scores: Scores, backend: Backend) => T | undefined): Record<string, T> =>
      Object.fromEntries(
        backends.flatMap((backend) => {
          const value = read(scoresOf(backend, corpus), backend);
          return value === undefined ? [] : [[backend.identity.name, value] as const];
        }),
      );
    const parts = [...new Set(backends.flatMap((backend) => at(scoresOf(backend, corpus).rows, i).partNames))].sort(byText);
    const reasons = ofBackends(({ rows }) => at(rows, i).reason);
    const confidence = ofBackends(({ rows }) => at(rows, i).confidence);
    return {
      corpus: corpus.name,
      id,
      group,
      slices,
      status: ofBackends(({ rows }) => at(rows, i).status),
      values: ofBackends((_, backend) => valuesOf(backend, null)),
      ...(parts.length === 0 ? {} : { parts: Object.fromEntries(parts.map((part) => [part, ofBackends((_, backend) => valuesOf(backend, part))])) }),
      ...(Object.keys(reasons).length === 0 ? {} : { reasons }),
      ...(Object.keys(confidence).length === 0 ? {} : { confidence }),
    };
  });
}

/** A sample's values by metric. @param columns of the whole or of one part */
function valuesAt(columns: readonly Column[], sample: number): Record<string, Measured> {
  return Object.fromEntries(columns.map(({ metric, values }) => [metric.id, at(values, sample)]));
}
