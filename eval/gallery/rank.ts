/** Samples with the numbers that order them. */
import type { MetricsTable, PairRow } from '../contracts/metrics.ts';
import type { GalleryItem } from '../contracts/report.ts';
import { InputError, nearest } from '../errors/errors.ts';

/** A sample of the gallery, before anything is drawn. */
export type Choice = Readonly<Pick<GalleryItem, 'list' | 'corpus' | 'id' | 'candidate' | 'baseline' | 'delta' | 'slices'>>;

export interface Ranked extends Omit<Choice, 'list'> {
  /** The difference to the baseline, counted so that more is better. */
  readonly gain: number | null;
  /** The candidate's value, counted so that more is better; where it failed, less than any value. */
  readonly quality: number | null;
}

/**
 * The metric that ranks: the one asked for, else the one that makes a pass, else the first that is not secondary and has
 * values of samples. Undefined where there is none.
 * @throws InputError EV5401 when nobody computed the one asked for
 */
export function rankingMetric({ definitions, pass, samples }: MetricsTable, asked?: string): string | undefined {
  const known = definitions.map(({ id }) => id);
  if (asked !== undefined && !known.includes(asked)) {
    const near = nearest(asked, known);
    throw new InputError({
      code: 'EV5401',
      location: '--metric',
      message: `no metric named "${asked}" was computed${near === undefined ? '' : ` (nearest: ${near})`}`,
      expected: known.join(', '),
    });
  }
  const hasValues = (id: string): boolean => samples.some(({ values }) => Object.values(values).some((measured) => typeof measured[id] === 'number'));
  return asked ?? pass?.metric ?? definitions.find(({ id, secondary }) => !secondary && hasValues(id))?.id;
}

export function rank(table: MetricsTable, metric: string): Ranked[] {
  const sign = table.definitions.find(({ id }) => id === metric)?.better === 'lower' ? -1 : 1;
  const [candidateName, baselineName] = [backendName(table, 'candidate'), backendName(table, 'baseline')];
  return table.samples.map((sample) => {
    const candidate = measuredValue(sample, candidateName, metric);
    const baseline = measuredValue(sample, baselineName, metric);
    const delta = candidate === null || baseline === null ? null : candidate - baseline;
    const failed = candidateName !== undefined && sample.status[candidateName] === 'failed';
    return {
      corpus: sample.corpus,
      id: sample.id,
      slices: sample.slices,
      candidate,
      baseline,
      delta,
      gain: delta === null ? null : sign * delta,
      quality: failed ? -Infinity : candidate === null ? null : sign * candidate,
    };
  });
}

/** What reports call the backend of a role. */
export function backendName(table: MetricsTable, role: 'candidate' | 'baseline'): string | undefined {
  return table.backends.find((backend) => backend.role === role)?.identity.name;
}

function measuredValue(sample: PairRow, backend: string | undefined, metric: string): number | null {
  const value = backend === undefined ? undefined : sample.values[backend]?.[metric];
  return typeof value === 'number' ? value : null;
}
