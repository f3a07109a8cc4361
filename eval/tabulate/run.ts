/** tabulate: samples of several backends on several corpora -> one table of metrics, differences and sanity measurements. */
import type { DeltaRow, MetricRow, MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { collectColumns } from '../io/collect.ts';
import { measureSanity } from '../sanity/table.ts';
import { type Estimate, intervals } from '../stats/interval.ts';
import { PairsDigest } from '../table/pairs.ts';
import { Worst } from '../table/worst.ts';
import { acrossRow, linesOf } from './across.ts';
import { assemble } from './assemble.ts';
import { Calibrations } from './calibration.ts';
import { chartRows } from './charts.ts';
import { comparisonsOf } from './comparisons.ts';
import { composedRows } from './composed_rows.ts';
import { deltaRow } from './deltas.ts';
import { distributionsOf, type NumbersOf } from './distributions.ts';
import { type CorpusSamples, type Evaluation, scoresOf, type TabulateInput } from './evaluation.ts';
import { externalRows } from './external_rows.ts';
import { at, must } from './items.ts';
import { pairRows } from './pair_rows.ts';
import { CandidateRanking } from './ranking.ts';
import { ratioOf, ratioStatistic, withUnpairedRatios } from './ratios.ts';
import { metricRow, type SeenValues } from './rows.ts';
import { type Subset, subsetsOf } from './subsets.ts';
import { definitionsOf } from './used_metrics.ts';

/** @throws InputError EV5201 to EV5211 when the files do not belong together */
export function run(input: TabulateInput): MetricsTable {
  return tableOf(assemble(input));
}

/**
 * The table. Every sample is made once as a row, looked at by everything that names or counts single samples, given away, and forgotten.
 * @param take gets each row and its line of pairs.ndjson
 */
export function tableOf(evaluation: Evaluation, take: (pair: PairRow, line: string) => void = () => {}): MetricsTable {
  const subsets: TabulatedSubset[] = [];
  collectColumns();
  for (const corpus of evaluation.corpora) for (const subset of subsetsOf(corpus)) subsets.push(tabulateSubset(evaluation, corpus, subset));
  const rows = evaluation.backends.flatMap((_, backend) => subsets.flatMap((subset) => at(subset.rows, backend)));
  const lines = linesOf(evaluation, rows);
  const external = externalRows(evaluation);
  const composed = composedRows(evaluation, rows, external.rows);
  const { measure } = evaluation.measure;
  const head = headOf(evaluation);
  const charts = chartRows(evaluation);
  const facts = measureSanity(evaluation);
  const across = lines.map((line) => acrossRow(line, measure.statistics.level));
  const comparisons = comparisonsOf(evaluation, lines);
  const [worst, calibrations, ranking, digest] = [new Worst(head), new Calibrations(head), new CandidateRanking(head), new PairsDigest()];
  for (const pair of pairRows(evaluation)) {
    const line = canonicalLine(pair);
    for (const one of [worst, calibrations, ranking]) one.add(pair);
    digest.add(pair, line);
    take(pair, line);
  }
  return {
    schemaVersion: 1,
    kind: 'metrics',
    evaluation: evaluation.name,
    ...head,
    ...(evaluation.leftOut.length === 0 ? {} : { leftOut: [...evaluation.leftOut] }),
    measure: evaluation.measure.digest,
    tools: evaluation.tools,
    rows: [...rows, ...external.rows, ...composed.rows],
    deltas: [...subsets.flatMap(({ deltas }) => deltas), ...withUnpairedRatios([...external.deltas, ...composed.deltas], askedRatios(evaluation))],
    across,
    comparisons,
    evidence: [...evaluation.external],
    facts,
    worst: worst.rows,
    distributions: distributionsOf(head, numbersIn(evaluation)),
    calibration: calibrations.rows,
    ranking: ranking.found,
    pairs: digest.value,
    ...(charts.length === 0 ? {} : { charts }),
  };
}

/** What the table is about, known before anything is counted. */
export function headOf({
  backends,
  corpora,
  metrics,
  measure: { measure },
}: Evaluation): Pick<MetricsTable, 'backends' | 'corpora' | 'definitions' | 'pass'> {
  return {
    backends: backends.map(({ role, identity }) => ({ role, identity })),
    corpora: corpora.map(({ summary }) => summary),
    definitions: definitionsOf(metrics, measure),
    pass: measure.pass ?? null,
  };
}

/** Of whole samples. */
function numbersIn({ backends, corpora }: Evaluation): NumbersOf {
  return (corpusName, backendName, metric) => {
    const corpus = must(corpora.find(({ name }) => name === corpusName));
    const { columns } = scoresOf(must(backends.find(({ identity }) => identity.name === backendName)), corpus);
    return columns.find((column) => column.metric.id === metric && column.part === null)?.values.numbers;
  };
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
  collectColumns();
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
