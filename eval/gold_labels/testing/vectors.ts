import { readFileSync } from 'node:fs';

// biome-ignore lint/suspicious/noExplicitAny: each kind of vector has its own shape, which the assertions check.
export type Vector = any;

const all: readonly Vector[] = JSON.parse(readFileSync('eval/gold_labels/testdata/vectors.json', 'utf8'));

/** What the program that introduced the format returned, and where that is a defect what should be done instead. */
export function vectorsOf(kind: string): Vector[] {
  return all.filter((vector) => vector.kind === kind);
}

export function vector(id: string): Vector {
  return all.find((one) => one.id === id);
}

/** As the original prints a number: thousandths, ties upwards. */
export function round3(value: number): number {
  return Math.floor(value * 1000 + 0.5) / 1000;
}
