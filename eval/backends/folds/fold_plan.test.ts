import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { FeaturesInput } from '../../contracts/corpus.ts';
import { InputError } from '../../errors/errors.ts';
import { checkFoldPlan, checkSamples, type Fold, readFoldPlan } from './fold_plan.ts';

const fold = (heldOut: string, trainSources: readonly string[], more: Partial<Fold> = {}): Fold => ({
  heldOut,
  trainSources,
  location: `plan:${heldOut}`,
  ...more,
});
const told = (problems: readonly { code: string; location: string; message: string }[]) => problems.map(({ code, message }) => `${code} ${message}`);

test('the plan of the clips is faultless', () => {
  const location = 'folds.json';
  const plan = readFoldPlan({ location, text: readFileSync(`${import.meta.dirname}/../../../datasets/clips/folds.json`, 'utf8') });
  assert.equal(plan.length, 9);
  assert.deepEqual(
    [plan[1]?.heldOut, plan[1]?.nTrain, plan[1]?.nTest, plan[1]?.nTestClips, plan[1]?.location],
    ['Bramble', 1488, 192, 8, 'folds.json:23:3'],
  );
  assert.deepEqual(checkFoldPlan(plan), []);
});

const cases: readonly [what: string, plan: readonly Fold[], sources: readonly string[], expected: readonly string[]][] = [
  ['each source once, trained on the others', [fold('a', ['b', 'c']), fold('b', ['a', 'c']), fold('c', ['b', 'a'])], ['a', 'b', 'c'], []],
  // Two cases that other harnesses let pass.
  [
    'folds-incomplete-plan',
    [fold('a', ['b']), fold('b', ['a', 'c'])],
    ['a', 'b', 'c'],
    ['EV3022 the fold that holds a out was not trained on c', 'EV3022 no fold holds c out'],
  ],
  [
    'folds-leaky-plan',
    [fold('a', ['b', 'c']), fold('b', ['a', 'b', 'c']), fold('c', ['a', 'b'])],
    ['a', 'b', 'c'],
    ['EV3023 the fold that holds b out was trained on b'],
  ],
  [
    'a fold twice',
    [fold('a', ['b']), fold('b', ['a']), fold('a', ['b'])],
    ['a', 'b'],
    ['EV3022 a second fold holds a out; the first one is at plan:a'],
  ],
  ['a training source twice', [fold('a', ['b', 'b']), fold('b', ['a'])], ['a', 'b'], ['EV3022 the fold that holds a out names b twice']],
  ['one source only', [fold('a', ['a'])], ['a'], ['EV3023 the fold that holds a out was trained on a']],
];

for (const [what, plan, sources, expected] of cases) {
  test(`plan: ${what}`, () => {
    assert.deepEqual(told(checkFoldPlan(plan, sources)), expected);
    assert.deepEqual(told(checkFoldPlan(plan)), expected, 'sources that the plan names');
  });
}

test('sources that only the data have', () => {
  assert.deepEqual(told(checkFoldPlan([fold('a', ['b']), fold('b', ['a'])], ['a', 'b', 'z'])), [
    'EV3022 the fold that holds a out was not trained on z',
    'EV3022 the fold that holds b out was not trained on z',
    'EV3022 no fold holds z out',
  ]);
});

const clip = (id: string, source: string, frames: number): FeaturesInput => ({
  kind: 'features',
  id,
  sha256: '',
  source,
  names: ['f'],
  rows: Array.from({ length: frames }, () => [0]),
});
const samples = [clip('a1', 'a', 3), clip('a2', 'a', 4), clip('b1', 'b', 5)];

test('numbers of the plan are compared with the samples, where it gives any', () => {
  assert.deepEqual(checkSamples([fold('a', ['b'], { nTrain: 5, nTest: 7, nTestClips: 2 }), fold('b', ['a'])], samples), []);
  const problems = checkSamples([fold('a', ['b'], { nTrain: 6, nTest: 8, nTestClips: 3 }), fold('b', ['a'])], samples);
  assert.deepEqual(told(problems), [
    'EV3026 the plan and the corpus have different numbers of frames of a',
    'EV3026 the plan and the corpus have different numbers of clips of a',
    'EV3026 the plan and the corpus have different numbers of frames to train the fold of a on',
  ]);
  assert.deepEqual(
    problems.map(({ got, expected }) => `${got}, ${expected}`),
    ['7 in the corpus, 8', '2 in the corpus, 3', '5 in the corpus, 6'],
  );
});

test('a source of the samples without a fold', () => {
  const problems = checkSamples([fold('a', ['b'])], samples);
  assert.deepEqual([told(problems), problems[0]?.location], [['EV3025 no fold holds b out, the source of this sample'], 'b1']);
});

test('text that is no plan', () => {
  for (const [text, location] of [
    ['{"folds": [', 'plan:1:12'],
    ['{"folds": []}', 'plan:1:11'],
    ['{"folds": [{"heldOut": "a"}]}', 'plan:1:12'],
    ['{"folds": [{"heldOut": "a", "trainSources": []}]}', 'plan:1:45'],
    ['{"folds": [{"heldOut": "a", "trainSources": ["b"], "nTest": "many"}]}', 'plan:1:61'],
  ] as const) {
    assert.throws(
      () => readFoldPlan({ location: 'plan', text }),
      (error) => error instanceof InputError && error.problems.every((problem) => problem.code === 'EV3021' && problem.location === location),
      text,
    );
  }
});
