/** What the checks of ../../pictures.ts measure: pictures that are twice there, or were trained on. */
import { sha256 } from '../../../io/digest.ts';
import { inputOf, scored, sliceRowOf } from '../../../tabulate/testing/build.ts';
import type { Case } from '../case.ts';
import { healthy, lookWith, ofClips, plain, samples, second, secondRows, training, withPictures, withSecondCorpus } from '../inputs.ts';

export const picturesCases: readonly Case[] = [
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
];
