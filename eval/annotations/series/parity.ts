import { defineParity } from '../parity.ts';

export const seriesParity = defineParity('series', [
  {
    id: 'parity_numbers',
    title: 'Parity of numbers',
    summary:
      '1 less the largest difference between two numbers of one frame: absolute below 1, relative to the larger number above; at most 1. ' +
      'A limit of 0.9999 is a tolerance of 0.0001.',
    agree({ values: a }, { values: b }) {
      if (a.length !== b.length) return 0;
      return a.reduce((least, value, i) => Math.min(least, 1 - difference(value, b[i] as number)), 1);
    },
  },
]);

function difference(a: number, b: number): number {
  return Math.min(1, Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b)));
}
