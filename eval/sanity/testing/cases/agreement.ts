/** What the checks of ../../agreement.ts measure: copies, backends that are one, and options without effect. */
import { failed, identityOf, inputOf, scored, scoresOf, sliceRowOf } from '../../../tabulate/testing/build.ts';
import type { Case } from '../case.ts';
import { healthy, ids, other, pair, plain, replaced, same, samples, withCandidate, withReference } from '../inputs.ts';

export const agreementCases: readonly Case[] = [
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
];
