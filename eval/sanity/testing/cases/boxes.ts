/** What the checks of ../../boxes.ts measure: boxes, scores and classes of detections. */
import type { Case } from '../case.ts';
import { withDetections } from '../inputs.ts';

const withBoxes = (box: (own: readonly number[], picture: { readonly height: number; readonly width: number }) => readonly number[]) =>
  withDetections((detection, _, picture) => ({ ...detection, box: box(detection.box, picture) }));

export const boxesCases: readonly Case[] = [
  { check: 'misread_boxes', name: 'boxes that find their objects', input: withDetections(), value: 0, n: 12 },
  {
    check: 'misread_boxes',
    name: 'x and y swapped',
    input: withBoxes(([x = 0, y = 0, w = 0, h = 0]) => [y, x, h, w]),
    value: 1,
    n: 12,
  },
  {
    check: 'misread_boxes',
    name: 'the far corner in place of the size',
    input: withBoxes(([x = 0, y = 0, w = 0, h = 0]) => [x, y, x + w, y + h]),
    value: 1,
    n: 12,
  },
  {
    check: 'misread_boxes',
    name: 'centre and size in shares, as in files of YOLO',
    input: withBoxes(([x = 0, y = 0, w = 0, h = 0], { height, width }) => [(x + w / 2) / width, (y + h / 2) / height, w / width, h / height]),
    value: 1,
    n: 12,
  },
  {
    check: 'misread_boxes',
    name: 'corners in thousandths, y first, as language models give them',
    input: withBoxes(([x = 0, y = 0, w = 0, h = 0], { height, width }) =>
      [y / height, x / width, (y + h) / height, (x + w) / width].map((share) => Math.round(1000 * share)),
    ),
    value: 1,
    n: 12,
  },
  { check: 'scaled_boxes', name: 'boxes that find their objects', input: withDetections(), value: 0, n: 12 },
  { check: 'scaled_boxes', name: 'half of every number', input: withBoxes((box) => box.map((edge) => edge / 2)), value: 1, n: 12 },
  {
    check: 'scaled_boxes',
    name: 'pixels of a padded square of 640',
    input: withBoxes(([x = 0, y = 0, w = 0, h = 0], { height, width }) => {
      const scale = 640 / Math.max(height, width);
      return [x * scale + (640 - width * scale) / 2, y * scale + (640 - height * scale) / 2, w * scale, h * scale];
    }),
    // Three objects are so low in nearly square pictures that they are found as it is.
    value: 21 / 24,
    n: 12,
  },
  {
    check: 'scaled_boxes',
    name: 'a swap is no scale',
    input: withBoxes(([x = 0, y = 0, w = 0, h = 0]) => [y, x, h, w]),
    value: 0,
    n: 12,
  },
  { check: 'shifted_classes', name: 'classes that are right', input: withDetections(), value: 0, n: 24 },
  {
    check: 'shifted_classes',
    name: 'each class has the name of the next',
    input: withDetections((detection) => ({ ...detection, part: 'bcda'['abcd'.indexOf(detection.part)] as string })),
    value: 1,
    n: 24,
  },
  {
    check: 'shifted_classes',
    name: 'one class is said for all',
    input: withDetections((detection) => ({ ...detection, part: 'a' })),
    value: 0,
    n: 24,
  },
  { check: 'equal_scores', name: 'a score for each', input: withDetections(), value: 1 / 24, n: 24 },
  { check: 'equal_scores', name: 'one score for all', input: withDetections((detection) => ({ ...detection, score: 1 })), value: 1, n: 24 },
];
