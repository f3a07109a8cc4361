/** What each check measures, of evaluations that are suspicious and of others that are not. */
import type { SanityMeasurement } from '../../contracts/metrics.ts';
import { sha256 } from '../../io/digest.ts';
import type { TabulateInput } from '../../tabulate/evaluation.ts';
import { failed, identityOf, inputOf, measureOf, scored, scoresOf, sliceRowOf } from '../../tabulate/testing/build.ts';
import {
  detected,
  healthy,
  ids,
  lookWith,
  ofClips,
  other,
  pair,
  plain,
  replaced,
  same,
  samples,
  second,
  secondRows,
  training,
  withCandidate,
  withDetections,
  withGeometry,
  withPictures,
  withReference,
  withSecondCorpus,
} from './inputs.ts';

interface Case {
  readonly check: string;
  readonly name: string;
  readonly input: TabulateInput;
  readonly value: number | null;
  readonly n: number;
  readonly samples?: readonly string[];
  /** Which of several measurements: the baseline's, or another corpus's. */
  readonly of?: Partial<SanityMeasurement>;
}

/** Pictures whose objects are too small to tell a traced box from a good one. */
const detectedTooSmall = 2;
const withBoxes = (box: (own: readonly number[], picture: { readonly height: number; readonly width: number }) => readonly number[]) =>
  withDetections((detection, _, picture) => ({ ...detection, box: box(detection.box, picture) }));

export const cases: readonly Case[] = [
  { check: 'prediction_equals_truth', name: 'no copy', input: plain, value: 0, n: 4 },
  {
    check: 'prediction_equals_truth',
    name: 'two copies among three predictions, a correct rejection and a failure',
    input: inputOf({
      samples: [...samples, sliceRowOf('e')],
      candidate: [scored('a', [9, 9, 9]), scored('b', [0, 0, 0]), failed('c', 4), scored('d', [7, 7, 7]), scored('e', [1, 2, 3])],
    }),
    value: 2 / 3,
    n: 3,
    samples: ['a', 'd'],
  },
  { check: 'prediction_of_labels', name: 'rows of a model', input: plain, value: 0, n: 4 },
  {
    check: 'prediction_of_labels',
    name: 'rows with an annotator and a kind of truth among three predictions',
    input: withCandidate([
      scored('a', [1, 2, 3], { labelFields: ['annotator_id'] }),
      scored('b', [1, 2, 4], { labelFields: ['gt_kind'] }),
      failed('c', 4),
      scored('d', [1, 3, 4]),
    ]),
    value: 2 / 3,
    n: 3,
    samples: ['a', 'b'],
  },
  {
    check: 'prediction_equals_truth',
    name: 'nothing but correct rejections',
    input: withCandidate(ids.map((id) => scored(id, [0, 0, 0]))),
    value: 0,
    n: 0,
  },
  { check: 'prediction_equals_truth', name: 'no prediction at all', input: withCandidate(ids.map((id) => failed(id, 4))), value: null, n: 0 },

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

  { check: 'candidate_equals_baseline', name: 'without a baseline', input: plain, value: null, n: 0, of: { corpus: '' } },
  {
    check: 'candidate_equals_baseline',
    name: 'different predictions',
    input: inputOf({ samples, candidate: healthy, baseline: other }),
    value: 0,
    n: 4,
  },
  {
    check: 'candidate_equals_baseline',
    name: 'equal but for one on which both failed, and one on which one did',
    input: inputOf({ samples, candidate: replaced(healthy, failed('c', 10), failed('d', 10)), baseline: replaced(healthy, failed('d', 10)) }),
    value: 2 / 3,
    n: 3,
    samples: ['a', 'b'],
  },

  { check: 'same_backend', name: 'without a baseline', input: plain, value: null, n: 0 },
  { check: 'same_backend', name: 'two backends', input: pair, value: 0, n: 1 },
  {
    check: 'same_backend',
    name: 'one backend under two names',
    input: {
      ...pair,
      scores: [
        scoresOf('candidate', 'heldout', identityOf('new', { same: 1 }), healthy),
        scoresOf('baseline', 'heldout', identityOf('old', { same: 1 }), other),
      ],
    },
    value: 1,
    n: 1,
  },

  { check: 'option_without_effect', name: 'no further backends', input: pair, value: null, n: 0 },
  {
    check: 'option_without_effect',
    name: 'an option with an effect',
    input: withReference(
      identityOf('third'),
      other.map((row) => ({ ...row, ...same })),
    ),
    value: 0,
    n: 4,
    of: { backend: 'new and third' },
  },
  {
    check: 'option_without_effect',
    name: 'an option without one',
    input: withReference(identityOf('third'), healthy),
    value: 1,
    n: 4,
    of: { backend: 'new and third' },
    samples: ids,
  },
  {
    check: 'option_without_effect',
    name: 'the baseline and a reference',
    input: withReference(identityOf('third'), other),
    value: 1,
    n: 4,
    of: { backend: 'old and third' },
    samples: ids,
  },
  {
    check: 'option_without_effect',
    name: 'a reference that is the candidate under another name is left out',
    input: withReference(identityOf('third', { name: 'new' }), healthy),
    value: 0,
    n: 4,
    of: { backend: 'old and third' },
  },

  { check: 'training_overlap', name: 'without a list', input: plain, value: null, n: 0, of: { corpus: '' } },
  { check: 'training_overlap', name: 'strangers only', input: training(['elsewhere'], ['other group']), value: 0, n: 4 },
  { check: 'training_overlap', name: 'a picture and a group', input: training(['a'], ['a', 'c']), value: 2, n: 4, samples: ['a', 'c'] },

  { check: 'corpus_overlap', name: 'one corpus', input: plain, value: 0, n: 4 },
  { check: 'corpus_overlap', name: 'two corpora with a common picture', input: withSecondCorpus(), value: 1, n: 6, samples: ['a', 'y'] },
  {
    check: 'corpus_overlap',
    name: 'different pictures of one group',
    input: withSecondCorpus([sliceRowOf('x', { group: 'b' }), sliceRowOf('y')], secondRows),
    value: 2,
    n: 6,
    samples: ['b', 'x'],
  },
  { check: 'corpus_overlap', name: 'nothing in common', input: withSecondCorpus([sliceRowOf('x'), sliceRowOf('y')], secondRows), value: 0, n: 6 },

  { check: 'duplicate_pictures', name: 'each once', input: plain, value: 0, n: 4 },
  {
    check: 'duplicate_pictures',
    name: 'one picture under three names',
    input: inputOf({ samples: samples.map((sample) => (sample.id === 'b' ? sample : { ...sample, sha256: sha256('one') })), candidate: healthy }),
    value: 1,
    n: 4,
    samples: ['a', 'c', 'd'],
  },

  { check: 'contradictory_truth', name: 'the same picture and truth in two corpora', input: withSecondCorpus(), value: 0, n: 6 },
  {
    check: 'contradictory_truth',
    name: 'another truth in another corpus',
    input: withSecondCorpus(second, [scored('x', [1, 2, 3]), scored('y', [2, 3, 4])]),
    value: 1,
    n: 6,
    samples: ['a', 'y'],
  },
  {
    check: 'contradictory_truth',
    name: 'another truth in the same corpus',
    input: inputOf({ samples: samples.map((sample) => (sample.id < 'c' ? { ...sample, sha256: sha256('one') } : sample)), candidate: healthy }),
    value: 1,
    n: 4,
    samples: ['a', 'b'],
  },

  { check: 'traced_labels', name: 'predictions of a model', input: withGeometry(() => ({ traced: false })), value: 0, n: 4, of: { backend: 'new' } },
  {
    check: 'traced_labels',
    name: 'three within a pixel, of which one is too small to tell',
    input: withGeometry((i) => ({ traced: i === 0 ? null : i < 3 })),
    value: 2 / 3,
    n: 3,
    samples: ['b', 'c'],
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
  {
    check: 'traced_labels',
    name: 'boxes of the labels, rounded to whole pixels',
    input: withDetections((detection) => ({ ...detection, box: detection.box.map((edge, at) => Math.round(edge - 1 - at)) })),
    value: 1,
    n: 12 - detectedTooSmall,
    samples: detected.slice(detectedTooSmall),
  },
  { check: 'target_in_features', name: 'features that say something else', input: ofClips([]), value: 0, n: 4 },
  { check: 'target_in_features', name: 'one feature in three clips', input: ofClips(['mos'], 3), value: 3 / 4, n: 4, samples: ['a', 'b', 'c'] },
  { check: 'augmented_copies', name: 'different pictures', input: withPictures((i) => ({ look: lookWith(i) })), value: 0, n: 4 },
  {
    check: 'augmented_copies',
    name: 'one picture encoded again, and one turned round, in groups of their own',
    input: withPictures((i) => ({ look: [lookWith(0), lookWith(0, 2), lookWith(0).match(/../g)?.reverse().join(''), lookWith(3)][i] ?? '' })),
    value: 3 / 4,
    n: 4,
    samples: ['a', 'b', 'c'],
  },
  {
    check: 'augmented_copies',
    name: 'copies in one group are no matter',
    input: withPictures(() => ({ look: lookWith(0), group: 'one' })),
    value: 0,
    n: 4,
  },
  {
    check: 'augmented_copies',
    name: 'exports of one picture',
    input: withPictures((i) => ({ image: `train/${i === 0 ? 'other' : 'pot'}_jpg.rf.${`${i}`.repeat(32)}.jpg` })),
    value: 3 / 4,
    n: 4,
    samples: ['b', 'c', 'd'],
  },

  { check: 'unpinned_data', name: 'no data beside the models', input: pair, value: 0, n: 2 },
  {
    check: 'unpinned_data',
    name: 'two files that anybody may exchange',
    input: {
      ...pair,
      scores: [
        scoresOf('candidate', 'heldout', { ...identityOf('new'), unpinned: ['x: fold_x.onnx.data', 'y: fold_y.onnx.data'] }, healthy),
        scoresOf('baseline', 'heldout', identityOf('old'), other),
      ],
    },
    value: 2,
    n: 2,
  },
];
