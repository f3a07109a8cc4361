/** How samples spread over a corpus: histograms of both backends, and one against the other where there are too many to draw each. */
import type { Distribution } from '../contracts/distributions.ts';
import type { MetricDefinition, MetricsTable, Role } from '../contracts/metrics.ts';

const binCount = 20;
/** More samples than this are counted in a grid of so many cells a side. */
const mostPoints = 1500;
const cells = 48;

type Table = Pick<MetricsTable, 'backends' | 'corpora' | 'definitions'>;

/** Numbers of samples by position; NaN where one has none. Undefined where the backend has no such number on the corpus. */
export type NumbersOf = (corpus: string, backend: string, metric: string) => Float64Array | undefined;

/** For every corpus, and every metric that criteria may judge and that some sample has a value of. */
export function distributionsOf({ backends, corpora, definitions }: Table, numbersOf: NumbersOf): Distribution[] {
  const judged = backends.filter(({ role }) => role !== 'reference');
  const primary = definitions.filter(({ secondary }) => !secondary);
  return corpora.flatMap(({ name: corpus }) =>
    primary.flatMap((metric) => {
      const columns = judged.map(({ role, identity: { name } }) => ({ backend: name, role, numbers: numbersOf(corpus, name, metric.id) ?? none }));
      return distribution(corpus, metric, columns) ?? [];
    }),
  );
}

const none = new Float64Array();

interface Numbers {
  readonly backend: string;
  readonly role: Role;
  readonly numbers: Float64Array;
}

function distribution(corpus: string, metric: MetricDefinition, columns: readonly Numbers[]): Distribution | undefined {
  let [least, greatest, spread] = [Infinity, -Infinity, false];
  for (const { numbers } of columns) {
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i] as number;
      if (Number.isNaN(value)) continue;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      if (value !== 0 && value !== 1) spread = true;
    }
  }
  if (least > greatest) return undefined;
  const [low, high] = [metric.range[0] ?? least, metric.range[1] ?? greatest];
  const [candidate = none, baseline = none] = ['candidate', 'baseline'].map((wanted) => columns.find(({ role }) => role === wanted)?.numbers);
  return {
    corpus,
    metric: metric.id,
    spread,
    low,
    high,
    bins: columns.map(({ backend, role, numbers }) => ({ backend, role, samples: histogram(numbers, low, high) })),
    grid: gridOf(baseline, candidate, low, high),
  };
}

function histogram(numbers: Float64Array, low: number, high: number): number[] {
  const counts = Array.from({ length: binCount }, () => 0);
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (!Number.isNaN(value)) (counts[positionOf(value, low, high, binCount)] as number)++;
  }
  return counts;
}

function gridOf(baseline: Float64Array, candidate: Float64Array, low: number, high: number): Distribution['grid'] {
  const counts = new Uint32Array(cells * cells);
  let points = 0;
  // Without a baseline there is nothing to walk through.
  for (let i = 0; i < baseline.length; i++) {
    const value = candidate[i] ?? Number.NaN;
    const other = baseline[i] as number;
    if (Number.isNaN(value) || Number.isNaN(other)) continue;
    points++;
    (counts[positionOf(other, low, high, cells) * cells + positionOf(value, low, high, cells)] as number)++;
  }
  if (points <= mostPoints) return null;
  const filled = [...counts.entries()].filter(([, n]) => n > 0);
  return { cells, counts: filled.map(([cell, n]) => ({ baseline: Math.floor(cell / cells), candidate: cell % cells, n })) };
}

/** In which of equal parts of a range a value lies: the ends belong to the first and to the last one. */
function positionOf(value: number, low: number, high: number, parts: number): number {
  return Math.min(parts - 1, Math.max(0, Math.floor(((value - low) / (high - low || 1)) * parts)));
}
