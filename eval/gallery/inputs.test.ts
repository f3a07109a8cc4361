import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { corpusFiles, imagePaths, oneOf, wantedRows } from './inputs.ts';

const throws = (code: string, act: () => unknown): void =>
  assert.throws(act, (error) => error instanceof InputError && error.problems[0]?.code === code);

test('a corpus may have several files', () => {
  assert.deepEqual(corpusFiles('candidate', ['a=x=1', 'a=y']), [
    { corpus: 'a', path: 'x=1' },
    { corpus: 'a', path: 'y' },
  ]);
  throws('EV9001', () => corpusFiles('candidate', ['x']));
  throws('EV9001', () => corpusFiles('candidate', ['=x']));
});

test('rows of wanted samples are found in whichever file of their corpus', () => {
  const files: Record<string, { id: string; value: number }[]> = {
    a0: [{ id: 'x', value: 1 }],
    a1: [{ id: 'y', value: 2 }],
    b0: [{ id: 'y', value: 3 }],
  };
  const rows = wantedRows(
    [
      { corpus: 'a', path: 'a0' },
      { corpus: 'a', path: 'a1' },
      { corpus: 'b', path: 'b0' },
    ],
    (path) => files[path] ?? [],
    oneOf([
      { corpus: 'a', id: 'y' },
      { corpus: 'b', id: 'x' },
    ]),
  );
  assert.deepEqual(rows({ corpus: 'a', id: 'y' }), { id: 'y', value: 2 });
  assert.equal(rows({ corpus: 'a', id: 'x' }), undefined, 'not wanted');
  assert.equal(rows({ corpus: 'b', id: 'x' }), undefined, 'not there');
});

test('rows may be wanted for what is in them', () => {
  const read = () => [
    { id: 'x', value: 1 },
    { id: 'y', value: 2 },
  ];
  const rows = wantedRows([{ corpus: 'a', path: 'p' }], read, (_, { value }) => value > 1);
  assert.deepEqual([rows({ corpus: 'a', id: 'x' }), rows({ corpus: 'a', id: 'y' })], [undefined, { id: 'y', value: 2 }]);
});

test('EV5403: a picture that was not declared', () => {
  const path = imagePaths(['a=k=p', 'a=x%3Dy 100%25.png=in/x=y 100%.png']);
  assert.equal(path('a', 'k'), 'p');
  assert.equal(path('a', 'x=y 100%.png'), 'in/x=y 100%.png');
  throws('EV9001', () => imagePaths(['a=k']));
  throws('EV5403', () => path('a', 'other'));
  throws('EV5403', () => path('b', 'k'));
});
