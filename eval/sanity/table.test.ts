import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SanityMeasurement } from '../contracts/metrics.ts';
import type { SampleRow } from '../contracts/samples.ts';
import { sha256 } from '../io/digest.ts';
import { assemble } from '../tabulate/assemble.ts';
import type { TabulateInput } from '../tabulate/evaluation.ts';
import { corpusOf, failed, identityOf, inputOf, measureOf, scored, scoresOf, sliceRowOf } from '../tabulate/testing/build.ts';
import { measureSanity, sanityCheckNames, sanityChecks } from './table.ts';

const ids = ['a', 'b', 'c', 'd'];
const samples = ids.map((id) => sliceRowOf(id));
/** Four samples, four predictions, four values. */
const healthy = ids.map((id, i) => scored(id, [5 + i, 10, 10]));
const other = ids.map((id, i) => scored(id, [4 + i, 10, 10]));
const same = { prediction: sha256('always this one') };

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

const plain = inputOf({ samples, candidate: healthy });
const pair = inputOf({ samples, candidate: healthy, baseline: other });
const withCandidate = (candidate: readonly SampleRow[]): TabulateInput => inputOf({ samples, candidate });
const replaced = (rows: readonly SampleRow[], ...replacements: readonly SampleRow[]): SampleRow[] =>
  rows.map((row) => replacements.find(({ id }) => id === row.id) ?? row);

const second = [sliceRowOf('x'), sliceRowOf('y', { sha256: sha256('a') })];
const secondRows = [scored('x', [1, 2, 3]), scored('y', [2, 3, 4], { truth: sha256('truth of a') })];

/** A further corpus "flagged" whose sample y shows the picture of heldout's a, with the same truth. */
function withSecondCorpus(slices = second, rows: readonly SampleRow[] = secondRows): TabulateInput {
  return {
    ...plain,
    corpora: new Map([...plain.corpora, ['flagged', corpusOf('flagged', slices)]]),
    slices: new Map([...plain.slices, ['flagged', slices]]),
    scores: [...plain.scores, scoresOf('candidate', 'flagged', identityOf('new'), rows)],
  };
}

function withReference(identity: ReturnType<typeof identityOf>, rows: readonly SampleRow[]): TabulateInput {
  return { ...pair, scores: [...pair.scores, scoresOf('reference.third', 'heldout', identity, rows)] };
}

const training = (images: readonly string[], groups: readonly string[]): TabulateInput => ({
  ...plain,
  training: { schema: 1, images: images.map(sha256), groups: [...groups] },
});

/** Samples whose masks look so; objects of 30 x 30 in pictures of 100 x 100 where nothing else is said. */
function withGeometry(of: (i: number) => Partial<NonNullable<SampleRow['geometry']>>, overlap?: number): TabulateInput {
  const shape = (i: number) => ({ box: [10 + 9 * i, 10, 30, 30] as const, area: 900, corners: 0 });
  const rows = healthy.map((row, i) => ({
    ...row,
    values: overlap === undefined ? row.values : { ...row.values, mask_iou: overlap },
    geometry: { size: [100, 100] as const, truth: shape(i), prediction: shape(i), traced: null, ...of(i) },
  }));
  return withCandidate(rows);
}

function withPictures(of: (i: number) => Partial<(typeof samples)[number]>): TabulateInput {
  return inputOf({ samples: ids.map((id, i) => sliceRowOf(id, of(i))), candidate: healthy });
}

/** A gradient with one dark spot, at another place for each picture. @param noise grey values, as of another encoding */
function lookWith(picture: number, noise = 0): string {
  const values = Array.from({ length: 64 }, (_, i) => (i === 5 + 9 * picture ? 0 : 60 + 2 * i + (i % 2 === 0 ? noise : -noise)));
  return Buffer.from(values).toString('hex');
}

function ofClips(leaks: readonly string[], clips = 4): TabulateInput {
  const observation = { kind: 'series', predicted: [1, 2], target: [1, 3] } as NonNullable<SampleRow['observation']>;
  const rows = healthy.map((row) => ({ ...row, observation }));
  return inputOf({ samples: ids.map((id, i) => sliceRowOf(id, i < clips ? { leaks: [...leaks] } : {})), candidate: rows });
}

const cases: readonly Case[] = [
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

for (const { check, name, input, value, n, samples = [], of = {} } of cases) {
  test(`${check}: ${name}`, () => {
    const found = measureSanity(assemble(input)).filter((one) => one.check === check);
    const wanted = found.find((one) => Object.entries(of).every(([key, expected]) => one[key as keyof SanityMeasurement] === expected));
    assert.ok(wanted, `no such measurement among ${JSON.stringify(found)}`);
    assert.deepEqual({ value: wanted.value, n: wanted.n, samples: wanted.samples }, { value, n, samples });
    assert.notEqual(wanted.detail, '');
  });
}

test('every check is measured in every evaluation, in the order of the checks', () => {
  for (const input of [plain, pair, withSecondCorpus()]) {
    assert.deepEqual([...new Set(measureSanity(assemble(input)).map(({ check }) => check))], sanityCheckNames);
  }
});

test('every check has a case above that is suspicious and one that is not', () => {
  for (const check of sanityCheckNames) {
    const values = cases.filter((one) => one.check === check && one.value !== null).map((one) => one.value as number);
    assert.ok(Math.max(...values) >= 0.5 && Math.min(...values) <= 0.25, `${check}: ${values}`);
  }
});

test('what is measured for each backend and corpus says which', () => {
  const subjects = measureSanity(assemble(pair)).map(({ check, corpus, backend }) => `${check} ${corpus} ${backend}`);
  assert.ok(subjects.includes('same_prediction heldout new') && subjects.includes('same_prediction heldout old'));
  assert.ok(subjects.includes('same_truth heldout ') && subjects.includes('candidate_equals_baseline heldout '));
});

test('what a metric lacks is told of each metric that criteria can judge', () => {
  const lacking = healthy.map((row) => ({ ...row, values: { ...row.values, mask_iou: { undefined: 'no strong region' } } }));
  const found = measureSanity(assemble(withCandidate(lacking)));
  const told = (check: string) => found.filter((one) => one.check === check).map(({ metric, value }) => `${metric} ${value}`);
  assert.ok(told('unscored_share').includes('mask_iou 1') && told('unscored_share').includes('mask_recall 0'));
  assert.ok(told('no_spread').includes('mask_iou null') && told('no_spread').includes('mask_recall 0.25'));
  assert.ok(!found.some(({ metric }) => metric === 'box_iou' || metric === 'pass_rate'));
});

test('at most 20 samples are named, in order', () => {
  const many = Array.from({ length: 30 }, (_, i) => `s${`${i}`.padStart(2, '0')}`);
  const input = inputOf({ samples: many.map((id) => sliceRowOf(id)).reverse(), candidate: many.map((id) => scored(id, [5, 5, 5])) });
  const copies = measureSanity(assemble(input)).find(({ check }) => check === 'prediction_equals_truth');
  assert.deepEqual([copies?.value, copies?.samples], [1, many.slice(0, 20)]);
  assert.equal(copies?.detail, '30 of 30 predictions equal the ground truth');
});

test('a check has a name of its own, says what it measures and what to do, and names what it is about', () => {
  assert.equal(new Set(sanityCheckNames).size, sanityChecks.length);
  for (const { name, measures, advice, finding } of sanityChecks) {
    assert.match(name, /^[a-z_]+$/);
    assert.ok(measures.length > 10 && advice.endsWith('.'), name);
    assert.doesNotMatch(finding({ corpus: 'heldout', backend: 'yolo', metric: 'mask_iou' }), /undefined|\[object|\.$/);
  }
});
