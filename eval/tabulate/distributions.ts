/** How samples spread over a corpus: histograms of both backends, and one against the other where there are too many to draw each. */
import type { Distribution } from '../contracts/distributions.ts';
import type { MetricDefinition, MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { sampleValue } from '../table/pairs.ts';

const binCount = 20;
/** More samples than this are counted in a grid of so many cells a side. */
const mostPoints = 1500;
const cells = 48;

type Table = Pick<MetricsTable, 'backends' | 'corpora' | 'definitions'>;

/** For every corpus, and every metric that criteria may judge and that some sample has a value of. */
export function distributionsOf({ backends, corpora, definitions }: Table, pairs: readonly PairRow[]): Distribution[] {
  const judged = backends.filter(({ role }) => role !== 'reference');
  const primary = definitions.filter(({ secondary }) => !secondary);
  return corpora.flatMap(({ name }) => {
    const samples = pairs.filter(({ corpus }) => corpus === name);
    return primary.flatMap((metric) => distribution({ corpus: name, metric, judged, samples }) ?? []);
  });
}

interface DistributionInput {
  readonly corpus: string;
  readonly metric: MetricDefinition;
  /** Candidate and baseline. */
  readonly judged: MetricsTable['backends'];
  readonly samples: readonly PairRow[];
}

function distribution({ corpus, metric, judged, samples }: DistributionInput): Distribution | undefined {
  const columns = judged.map(({ role, identity: { name } }) => ({
    backend: name,
    role,
    values: samples.map((sample) => sampleValue(sample, { name }, metric.id)),
  }));
  const values = columns.flatMap((column) => column.values).filter((value) => value !== null);
  if (values.length === 0) return undefined;
  const low = metric.range[0] ?? values.reduce((a, b) => Math.min(a, b));
  const high = metric.range[1] ?? values.reduce((a, b) => Math.max(a, b));
  const [candidate, baseline] = ['candidate', 'baseline'].map((wanted) => columns.find(({ role }) => role === wanted)?.values ?? []);
  return {
    corpus,
    metric: metric.id,
    spread: values.some((value) => value !== 0 && value !== 1),
    low,
    high,
    bins: columns.map((column) => ({ backend: column.backend, role: column.role, samples: histogram(column.values, low, high) })),
    grid: gridOf(baseline ?? [], candidate ?? [], low, high),
  };
}

type Values = readonly (number | null)[];

function histogram(values: Values, low: number, high: number): number[] {
  const counts = Array.from({ length: binCount }, () => 0);
  for (const value of values) {
    if (value === null) continue;
    const bin = positionOf(value, low, high, binCount);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function gridOf(baseline: Values, candidate: Values, low: number, high: number): Distribution['grid'] {
  const points = candidate.flatMap((value, i) => {
    const other = baseline[i] ?? null;
    if (value === null || other === null) return [];
    return [positionOf(other, low, high, cells) * cells + positionOf(value, low, high, cells)];
  });
  if (points.length <= mostPoints) return null;
  const counts = [...Map.groupBy(points, (cell) => cell)].sort(([a], [b]) => a - b);
  return { cells, counts: counts.map(([cell, own]) => ({ baseline: Math.floor(cell / cells), candidate: cell % cells, n: own.length })) };
}

/** In which of equal parts of a range a value lies: the ends belong to the first and to the last one. */
function positionOf(value: number, low: number, high: number, parts: number): number {
  return Math.min(parts - 1, Math.max(0, Math.floor(((value - low) / (high - low || 1)) * parts)));
}
