import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { sha256 } from '../io/digest.ts';
import { assemble } from './assemble.ts';
import type { ScoresFile, TabulateInput } from './evaluation.ts';
import { corpusOf, identityOf, inputOf, measureOf, scored, scoresOf, sliceRowOf } from './testing/build.ts';

const samples = ['a', 'b'].map((id) => sliceRowOf(id, { slices: { kind: ['cup'] } }));
const rows = [scored('a', [1, 2, 3]), scored('b', [2, 3, 4])];
const good = inputOf({ samples, candidate: rows, baseline: rows, dimensions: { kind: ['cup'] } });
const [candidate, baseline] = good.scores as readonly [ScoresFile, ScoresFile];

/** A second corpus whose samples are those of the first. */
const two: TabulateInput = {
  ...good,
  corpora: new Map([...good.corpora, ['flagged', corpusOf('flagged', samples, { kind: ['cup'] })]]),
  slices: new Map([...good.slices, ['flagged', samples]]),
  scores: [...good.scores, ...good.scores.map((file) => ({ ...file, corpus: 'flagged' }))],
};

function withCandidate(change: Partial<ScoresFile>): TabulateInput {
  return { ...good, scores: [{ ...candidate, ...change }, baseline] };
}

const metrics = candidate.header.metrics;
const header = (change: Partial<ScoresFile['header']>) => ({ header: { ...candidate.header, ...change } });

const wrong: readonly (readonly [string, TabulateInput, readonly string[]])[] = [
  ['no candidate', { ...good, scores: [baseline] }, ['EV5201 candidate']],
  ['no scores at all', { ...good, scores: [] }, ['EV5201 candidate']],
  ['a backend without scores on a corpus', { ...two, scores: two.scores.slice(0, 3) }, ['EV5201 baseline']],
  ['scores on an unknown corpus', { ...good, scores: [...good.scores, { ...candidate, corpus: 'elsewhere' }] }, ['EV5201 candidate:elsewhere']],
  ['scores given twice', { ...good, scores: [...good.scores, candidate] }, ['EV5201 candidate']],
  ['a corpus without slices', { ...good, slices: new Map() }, ['EV5201 heldout']],
  ['slices without a corpus', { ...good, corpora: new Map(), scores: [] }, ['EV5201 heldout', 'EV5201 candidate']],
  [
    'a reference with the name of the candidate',
    { ...good, scores: [...good.scores, scoresOf('reference.x', 'heldout', identityOf('new', { x: 1 }), rows)] },
    ['EV5203 reference.x'],
  ],
  [
    'a baseline with the name of the candidate',
    inputOf(
      { samples: [], candidate: [] },
      { scores: [scoresOf('candidate', 'heldout', identityOf('n'), []), scoresOf('baseline', 'heldout', identityOf('n', {}), [])] },
    ),
    ['EV5203 baseline'],
  ],
  [
    'another version of a metric',
    withCandidate(header({ metrics: metrics.map((metric) => ({ ...metric, version: metric.version + 1 })) })),
    ['EV5204 baseline:heldout', ...metrics.map(() => 'EV5204 candidate:heldout')],
  ],
  [
    'an unknown metric',
    {
      ...good,
      scores: good.scores.map((file) => ({ ...file, header: { ...file.header, metrics: [{ id: 'dice', version: 1 }] } })),
      measure: { ...measureOf(), measure: { statistics: measureOf().measure.statistics, correct_rejections: 'exclude' } },
    },
    ['EV5204 candidate:heldout'],
  ],
  [
    'a pass limit on a metric that was not measured',
    { ...good, measure: measureOf({ pass: { metric: 'mask_iuo', at: 0.5 } }) },
    ['EV5206 measure.pass.metric'],
  ],
  ['a pass limit on the pass rate', { ...good, measure: measureOf({ pass: { metric: 'pass_rate', at: 0.5 } }) }, ['EV5206 measure.pass.metric']],
  [
    'another checkpoint on another corpus',
    {
      ...two,
      scores: two.scores.map((file, i) => (i === 2 ? { ...file, header: { ...file.header, backend: identityOf('new', { other: true }) } } : file)),
    },
    ['EV5209 candidate:flagged'],
  ],
  ['a sample that is not scored', withCandidate({ rows: rows.slice(1) }), ['EV5202 candidate:heldout']],
  ['a sample that the corpus does not have', withCandidate({ rows: [...rows, scored('c', [1, 1, 1])] }), ['EV5202 candidate:heldout']],
  ['a sample that is scored twice', withCandidate({ rows: [...rows, ...rows.slice(1)] }), ['EV5202 candidate:heldout']],
  [
    'a sample without a value',
    withCandidate({ rows: rows.map((row) => ({ ...row, values: { ...row.values, mask_iou: undefined as never } })) }),
    ['EV5205 candidate:heldout'],
  ],
  [
    'a pooled metric without its counts',
    withCandidate({ rows: rows.map((row) => ({ ...row, counts: { mask_recall_pooled: { numerator: 1, denominator: 2 } } })) }),
    ['EV5205 candidate:heldout'],
  ],
  ['another ground truth', withCandidate({ rows: rows.map((row) => ({ ...row, truth: sha256('another') })) }), ['EV5207 baseline:heldout']],
  [
    'a summary that counts other samples',
    { ...good, corpora: new Map([['heldout', corpusOf('heldout', samples.slice(1), { kind: ['cup'] })]]) },
    ['EV5208 heldout'],
  ],
  [
    'a slice that the summary does not know',
    { ...good, corpora: new Map([['heldout', corpusOf('heldout', samples, { kind: ['jug'] })]]) },
    ['EV5208 heldout'],
  ],
  [
    'a sample that is in the corpus twice',
    { ...good, slices: new Map([['heldout', [...samples.slice(1), ...samples.slice(1)]]]) },
    ['EV5208 heldout', 'EV5202 candidate:heldout', 'EV5202 baseline:heldout'],
  ],
];

for (const [name, input, expected] of wrong) {
  test(`refused: ${name}`, () =>
    assert.deepEqual(
      problemsOf(input).map(({ code, location }) => `${code} ${location}`),
      expected,
    ));
}

test('all problems of the samples are told at once', () => {
  const input: TabulateInput = {
    ...good,
    scores: [
      { ...candidate, rows: rows.slice(0, 1) },
      { ...baseline, rows: [{ ...scored('a', [1, 2, 3]), truth: sha256('another') }, scored('c', [1, 1, 1])] },
    ],
  };
  assert.deepEqual(
    problemsOf(input).map(({ code, location, got }) => `${code} ${location} ${got}`),
    ['EV5202 candidate:heldout b', 'EV5202 baseline:heldout b', 'EV5202 baseline:heldout c', 'EV5207 baseline:heldout a'],
  );
});

test('long lists of samples are cut with their number', () => {
  const many = Array.from({ length: 8 }, (_, i) => sliceRowOf(`s${i}`));
  assert.equal(problemsOf(inputOf({ samples: many, candidate: [] }))[0]?.got, 's0, s1, s2, s3, s4 and 3 more');
});

function problemsOf(input: TabulateInput): InputError['problems'] {
  try {
    assemble(input);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}
