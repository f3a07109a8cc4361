/** What the checks of ../../variety.ts measure: predictions and truth that are all alike, and values that are missing. */
import { sha256 } from '../../../io/digest.ts';
import { failed, measureOf, scored } from '../../../tabulate/testing/build.ts';
import type { Case } from '../case.ts';
import { detected, healthy, ids, plain, replaced, same, withCandidate, withDetections, withGeometry } from '../inputs.ts';

const withBoxes = (box: (own: readonly number[], picture: { readonly height: number; readonly width: number }) => readonly number[]) =>
  withDetections((detection, _, picture) => ({ ...detection, box: box(detection.box, picture) }));

export const varietyCases: readonly Case[] = [
  { check: 'same_prediction', name: 'four predictions', input: plain, value: 1 / 4, n: 4, samples: ['a'] },
  {
    check: 'same_prediction',
    name: 'one for all that did not fail',
    input: withCandidate([...ids.slice(0, 3).map((id) => scored(id, [5, 10, 10], same)), failed('d', 10)]),
    value: 1,
    n: 3,
    samples: ['a', 'b', 'c'],
  },
  { check: 'same_prediction', name: 'no prediction at all', input: withCandidate(ids.map((id) => failed(id, 4))), value: null, n: 0 },
  { check: 'same_truth', name: 'four truths', input: plain, value: 1 / 4, n: 4, samples: ['a'] },
  {
    check: 'same_truth',
    name: 'three of four alike',
    input: withCandidate(healthy.map((row) => (row.id === 'b' ? row : { ...row, truth: sha256('placeholder') }))),
    value: 3 / 4,
    n: 4,
    samples: ['a', 'c', 'd'],
  },
  { check: 'no_spread', name: 'four values', input: plain, value: 1 / 4, n: 4, of: { metric: 'mask_iou' }, samples: ['a'] },
  {
    check: 'no_spread',
    name: 'one value, a correct rejection left out',
    input: withCandidate([...ids.slice(0, 3).map((id) => scored(id, [5, 10, 10])), scored('d', [0, 0, 0])]),
    value: 1,
    n: 3,
    samples: ['a', 'b', 'c'],
  },
  {
    check: 'no_spread',
    name: 'a correct rejection has the value 1 where the criteria count it',
    input: {
      ...withCandidate(replaced(healthy, scored('d', [0, 0, 0]), scored('c', [9, 9, 9]))),
      measure: measureOf({ correct_rejections: 'include' }),
    },
    value: 2 / 4,
    n: 4,
    samples: ['c', 'd'],
  },
  { check: 'no_spread', name: 'nothing is defined', input: withCandidate(ids.map((id) => scored(id, [0, 0, 0]))), value: null, n: 0 },
  { check: 'unscored_share', name: 'everything is scored', input: plain, value: 0, n: 4 },
  {
    check: 'unscored_share',
    name: 'a failure and a value undefined for another reason, but not a correct rejection',
    input: withCandidate(
      replaced(
        healthy,
        failed('a', 5),
        scored('b', [1, 2, 3], { values: { ...scored('b', [1, 2, 3]).values, mask_iou: { undefined: 'unreadable' } } }),
        scored('c', [0, 0, 0]),
      ),
    ),
    value: 2 / 4,
    n: 4,
    samples: ['a', 'b'],
  },
  {
    check: 'same_prediction',
    name: 'everything, on pictures of many sizes',
    input: withGeometry((i) => ({ size: [50 + i, 80], prediction: { box: [0, 0, 80, 50 + i], area: 80 * (50 + i), corners: 4 } })),
    value: 1,
    n: 4,
    samples: ids,
    of: { backend: 'new' },
  },
  {
    check: 'same_truth',
    name: 'a box in shares of pictures of many sizes, and one other',
    input: withGeometry((i) => {
      const side = 100 + 7 * i;
      const edge = (share: number): number => Math.round(share * side);
      const width = edge(i === 3 ? 0.5 : 0.7) - edge(0.2);
      return { size: [side, side], truth: { box: [edge(0.2), edge(0.2), width, width], area: width * width, corners: 0 } };
    }),
    value: 3 / 4,
    n: 4,
    samples: ['a', 'b', 'c'],
  },
  {
    check: 'same_prediction',
    name: 'one box in pixels on pictures of many sizes, with scores of its own',
    input: withBoxes(() => [20, 30, 90, 70]),
    value: 1,
    n: 12,
    samples: detected,
  },
  {
    check: 'same_prediction',
    name: 'one box in shares of pictures of many sizes, with scores of its own',
    input: withBoxes((_, { height, width }) => [0.25 * width, 0.25 * height, 0.5 * width, 0.5 * height]),
    value: 1,
    n: 12,
    samples: detected,
  },
  {
    check: 'same_prediction',
    name: 'two boxes whose scores change places',
    input: withDetections((detection, i) => ({ ...detection, box: (i % 2 === 0) === detection.score > 0.75 ? [20, 30, 90, 70] : [120, 60, 50, 60] })),
    value: 1,
    n: 12,
    samples: detected,
  },
  { check: 'same_prediction', name: 'detections of a model', input: withDetections(), value: 1 / 12, n: 12, samples: detected.slice(0, 1) },
];
