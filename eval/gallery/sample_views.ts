/** From rows of files to what drawers are given. */
import type { SliceRow, TruthRow } from '../contracts/corpus.ts';
import type { PredictionRow } from '../contracts/predictions.ts';
import type { Problems } from '../errors/errors.ts';
import type { Names, SampleView } from './drawer.ts';
import type { SampleKey } from './inputs.ts';

/** What the files say about a sample. */
export interface SampleRows {
  readonly slices: SliceRow;
  readonly truth: Pick<TruthRow, 'id' | 'truth'>;
  readonly candidate: PredictionRow;
  /** Null where there is no baseline. */
  readonly baseline: PredictionRow | null;
}

/** What is undefined is missing from the files. */
export type FoundRows = { readonly [K in keyof SampleRows]: SampleRows[K] | undefined };

/** Adds an EV5403 for every row that is missing. */
export function completeRows(sample: SampleKey, found: FoundRows, names: Names, problems: Problems): SampleRows {
  const rows = { ...found, baseline: names.baseline === null ? null : found.baseline };
  for (const [file, row] of Object.entries(rows)) {
    if (row === undefined) problems.add({ code: 'EV5403', location: locationOf(sample), message: `the sample has no row in the ${file} file` });
  }
  return rows as SampleRows;
}

/** The scores behind the table have refused predictions of another kind than the truth. */
export function viewOf(sample: SampleKey, { truth, candidate, baseline }: Omit<SampleRows, 'slices'>): SampleView {
  const said = (row: PredictionRow | null) => (row?.status === 'ok' ? row.prediction : null);
  return { location: locationOf(sample), truth: truth.truth, candidate: said(candidate), baseline: said(baseline) };
}

function locationOf({ corpus, id }: SampleKey): string {
  return `${corpus}/${id}`;
}
