/** What the checks of ../../masks.ts measure: traced and reversed masks. */
import type { Case } from '../case.ts';
import { detected, ids, withDetections, withGeometry } from '../inputs.ts';

const detectedTooSmall = 2;

export const masksCases: readonly Case[] = [
  { check: 'traced_labels', name: 'predictions of a model', input: withGeometry(() => ({ traced: false })), value: 0, n: 4, of: { backend: 'new' } },
  {
    check: 'traced_labels',
    name: 'three within a pixel, of which one is too small to tell',
    input: withGeometry((i) => ({ traced: i === 0 ? null : i < 3 })),
    value: 2 / 3,
    n: 3,
    samples: ['b', 'c'],
  },
  {
    check: 'traced_labels',
    name: 'three that were not drawn to be looked at',
    input: withGeometry((i) => (i === 0 ? { traced: true } : { traced: undefined })),
    value: 1,
    n: 1,
    samples: ['a'],
  },
  { check: 'reversed_polarity', name: 'objects inside of their pictures', input: withGeometry(() => ({})), value: 0, n: 4, of: { backend: '' } },
  {
    check: 'reversed_polarity',
    name: 'truths that are all around',
    input: withGeometry((i) => ({ truth: { box: [0, 0, 100, 100], area: 9_000, corners: i === 0 ? 2 : 4 } })),
    value: 3 / 4,
    n: 4,
    samples: ['b', 'c', 'd'],
    of: { backend: '' },
  },
  {
    check: 'reversed_polarity',
    name: 'predictions that are the negative of the truth',
    input: withGeometry((i) => ({ prediction: { box: [0, 0, 100, 100], area: 9_900 - i, corners: 4 } }), 0),
    value: 1,
    n: 4,
    samples: ids,
    of: { backend: 'new' },
  },
  {
    check: 'traced_labels',
    name: 'boxes of the labels, rounded to whole pixels',
    input: withDetections((detection) => ({ ...detection, box: detection.box.map((edge, at) => Math.round(edge - 1 - at)) })),
    value: 1,
    n: 12 - detectedTooSmall,
    samples: detected.slice(detectedTooSmall),
  },
];
