import { digestOf } from '../../io/digest.ts';
import { defineParity } from '../parity.ts';

export const jsonParity = defineParity('json', [
  {
    id: 'parity_values',
    title: 'Parity of values',
    summary: '1 where both values are equal, else 0.',
    agree: (a, b) => Number(digestOf([a.type, a.value]) === digestOf([b.type, b.value])),
  },
]);
