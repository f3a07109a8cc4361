/** What a reader makes of an artefact: rows, each a number with its origin or the reason why there is none. */
import type { ExternalRow } from '../contracts/external_metrics.ts';
import type { ExternalInput } from './input.ts';

export interface Found {
  readonly rows: readonly ExternalRow[];
  readonly remarks: readonly string[];
}

/** Nothing where its artefacts are not given. @throws InputError with every problem of its artefacts */
export type Reader = (input: ExternalInput) => Found;

export const nothing: Found = { rows: [], remarks: [] };

/** A number, and whose it is. */
export interface RowKey {
  readonly metric: string;
  readonly role: ExternalRow['role'];
}

const fromArtefact = { origin: 'artefact', who: null, why: null } as const;

export function measured({ metric, role }: RowKey, value: number, n: number, detail: string): ExternalRow {
  return { metric, role, value, reason: null, n, counts: null, detail, ...fromArtefact };
}

export function missing({ metric, role }: RowKey, reason: string): ExternalRow {
  return { metric, role, value: null, reason, n: 0, counts: null, detail: '', ...fromArtefact };
}

/** @param whole above 0; one division of two whole numbers, so that 19 of 20 is exactly the 0.95 of a limit */
export function proportion(key: RowKey, part: number, whole: number, detail: string): ExternalRow {
  return { ...measured(key, part / whole, whole, detail), counts: { numerator: part, denominator: whole } };
}

/** Producers print rates with four decimals. Is a printed rate that of the counts? */
export function agrees(printed: number, part: number, whole: number): boolean {
  const halfUnit = 0.00005;
  // Halves are rounded to even, up or down by different producers, and 0.00005 is no double: hence a little more.
  return Math.abs(printed - (whole === 0 ? 0 : part / whole)) <= halfUnit * (1 + 1e-9);
}
