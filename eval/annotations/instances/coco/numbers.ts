/** The twelve published numbers, in their order, as rows: which cell, which of its numbers, at which threshold. */
import type { Measured } from '../../../contracts/samples.ts';
import type { ClassNumbers } from '../curves.ts';
import { type Cell, type CellNumbers, type CocoSettings, meanOver } from './evaluate.ts';

export interface CocoNumber extends Cell {
  readonly id: string;
  readonly which: keyof ClassNumbers;
  /** Left out: the mean over all thresholds. */
  readonly threshold?: number;
}

export const cocoNumbers = [
  { id: 'ap', which: 'ap', area: 'all', limit: 100 },
  { id: 'ap50', which: 'ap', area: 'all', limit: 100, threshold: 0.5 },
  { id: 'ap75', which: 'ap', area: 'all', limit: 100, threshold: 0.75 },
  { id: 'ap_small', which: 'ap', area: 'small', limit: 100 },
  { id: 'ap_medium', which: 'ap', area: 'medium', limit: 100 },
  { id: 'ap_large', which: 'ap', area: 'large', limit: 100 },
  { id: 'ar_1', which: 'recall', area: 'all', limit: 1 },
  { id: 'ar_10', which: 'recall', area: 'all', limit: 10 },
  { id: 'ar_100', which: 'recall', area: 'all', limit: 100 },
  { id: 'ar_small', which: 'recall', area: 'small', limit: 100 },
  { id: 'ar_medium', which: 'recall', area: 'medium', limit: 100 },
  { id: 'ar_large', which: 'recall', area: 'large', limit: 100 },
] as const satisfies readonly CocoNumber[];

/** The cells that numbers are read from, each once. */
export function cellsOf(numbers: readonly CocoNumber[]): Cell[] {
  const cells = new Map(numbers.map(({ area, limit }) => [`${area} ${limit}`, { area, limit }]));
  return [...cells.values()];
}

/** Where a number stands among those of cells. */
export interface NumberPlace {
  /** Position of the cell. */
  readonly cell: number;
  readonly which: keyof ClassNumbers;
  /** Position of the threshold; undefined: the mean over all. */
  readonly threshold: number | undefined;
}

/** Found once: pictures alone are asked by the thousand. */
export function placeOf({ area, limit, which, threshold }: CocoNumber, cells: readonly Cell[], { thresholds }: CocoSettings): NumberPlace {
  const cell = cells.findIndex((one) => one.area === area && one.limit === limit);
  return { cell, which, threshold: threshold === undefined ? undefined : thresholds.indexOf(threshold) };
}

export function readAt({ cell, which, threshold }: NumberPlace, measured: readonly CellNumbers[]): Measured {
  return meanOver(measured[cell] as CellNumbers, which, threshold);
}

/** @param measured numbers of the cells, in their order */
export function readNumber(number: CocoNumber, cells: readonly Cell[], measured: readonly CellNumbers[], settings: CocoSettings): Measured {
  return readAt(placeOf(number, cells, settings), measured);
}
