import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOf } from './digest.ts';
import { byText } from './order.ts';
import { Texts } from './texts.ts';

const texts = [
  '',
  'a',
  'läuft.png',
  digestOf(1),
  digestOf(2),
  'ab'.repeat(64),
  'AB'.repeat(64),
  'sha256:AB',
  '👍',
  '\u0000',
  '\uffee',
  '\ue000',
  '\ud800',
  '\udfffx',
];

test('texts come back as they were, each once, also when there are many more than were expected', () => {
  const known = new Texts(1, 1);
  const numbers = texts.map((text) => known.numberOf(text));
  for (let i = 0; i < 3000; i++) known.numberOf(digestOf(`${i}`));
  assert.deepEqual(
    texts.map((text) => known.numberOf(text)),
    numbers,
  );
  assert.deepEqual(
    numbers.map((number) => known.at(number)),
    texts,
  );
  assert.deepEqual([known.size, known.find(digestOf('7')), known.find('never')], [3000 + texts.length, texts.length + 7, undefined]);
});

test('their order is that of strings', () => {
  const known = new Texts();
  const numbers = texts.map((text) => known.numberOf(text));
  const sorted = numbers.toSorted((a, b) => known.compare(a, b)).map((number) => known.at(number));
  assert.deepEqual(sorted, texts.toSorted(byText));
});

test('what is only added is not found, and comes back as it was', () => {
  const known = new Texts();
  const numbers = ['x', 'x'].map((text) => known.add(text));
  assert.deepEqual([numbers, numbers.map((number) => known.at(number)), known.find('x')], [[0, 1], ['x', 'x'], undefined]);
});
