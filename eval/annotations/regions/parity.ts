import { overlap } from '../mask/parity.ts';
import { defineParity } from '../parity.ts';

export const regionParity = defineParity('regions', [
  {
    id: 'parity_regions',
    title: 'Parity of regions',
    summary: 'Overlap (IoU) of the region on which the two differ most, of all that either predicts.',
    agree({ regions: a }, { regions: b }) {
      const names = new Set([...Object.keys(a), ...Object.keys(b)]);
      return Math.min(1, ...[...names].map((name) => (a[name] === undefined || b[name] === undefined ? 0 : overlap(a[name], b[name]))));
    },
  },
]);
