import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounded } from './leaks.ts';

const target = [71.46, 12.03, 55.91, 90.5];
const columns: Readonly<Record<string, readonly [values: readonly number[], leaks: boolean]>> = {
  'the target': [target, true],
  rounded: [[71, 12, 56, 91], true],
  'rounded to one digit': [[71.5, 12, 55.9, 90.5], true],
  cut: [[71, 12, 55, 90], true],
  raised: [[72, 13, 56, 91], true],
  'rounded to tens': [[70, 10, 60, 90], true],
  'in single precision': [target.map(Math.fround), true],
  'of three significant digits': [[71.5, 12, 55.9, 90.5], true],
  'near it': [[71.9, 11.8, 55.5, 90.1], true],
  'a good guess': [[74.1, 14.2, 52.6, 86.8], false],
  'another number of tens': [[70, 20, 60, 90], false],
  'another number of the same size': [[72, 11, 56, 91], false],
  'in hundredths': [[0.7146, 0.1203, 0.5591, 0.905], true],
  'rounded, in hundredths': [[0.71, 0.12, 0.56, 0.91], true],
  'in another order': [[0.1203, 0.7146, 0.5591, 0.905], false],
  'one value for all': [[50, 50, 50, 50], false],
};
for (const [name, [values, leaks]] of Object.entries(columns)) {
  test(`a feature that is ${name}: ${leaks ? 'the target' : 'no target'}`, () => {
    assert.deepEqual(rounded({ names: ['other', 'it'], rows: values.map((value, i) => [i * 7, value]) }, target), leaks ? ['it'] : []);
  });
}

test('two classes beside each other are equal or not, never nearly', () => {
  const classes = [0, 1, 1, 0];
  const column = (values: readonly number[]) => rounded({ names: ['it'], rows: values.map((value) => [value]) }, classes);
  assert.deepEqual([column([0, 1, 1, 0]), column([0, 1, 0, 0]), column([1, 0, 0, 1])], [['it'], [], []]);
});

test('of large numbers significant digits are enough', () => {
  const large = [71_462, 1_203.4, 15_591, 90_523];
  const digits = large.map((value) => Number(value.toPrecision(3)));
  assert.deepEqual(rounded({ names: ['it'], rows: digits.map((value) => [value]) }, large), ['it']);
});

test('two frames are too few to tell', () => assert.deepEqual(rounded({ names: ['it'], rows: [[1], [2]] }, [1, 2]), []));

test('a multiple of the target and a constant is the target, where there are frames enough to tell', () => {
  const many = [...target, 33.2, 48.7];
  const column = (of: (value: number, i: number) => number, length: number) =>
    rounded({ names: ['it'], rows: many.slice(0, length).map((value, i) => [of(value, i)]) }, many.slice(0, length));
  assert.deepEqual([column((value) => 7 - 0.3 * value, 6), column((value) => 7 - 0.3 * value, 4)], [['it'], []]);
  assert.deepEqual(
    column((value, i) => 7 - 0.3 * value + 2 * (i % 2), 6),
    [],
  );
});

test('a logarithm, a root, a power or the inverse of the target is the target, and a number that only goes with it is not', () => {
  const many = [...target, 33.2, 48.7, 62.18, 80.05, 21.4];
  const column = (of: (value: number, i: number) => number) => rounded({ names: ['it'], rows: many.map((value, i) => [of(value, i)]) }, many);
  const curves: ((value: number) => number)[] = [
    Math.log10,
    (value) => 3 - Math.log(value),
    Math.sqrt,
    (value) => value ** 2,
    (value) => 100 / value,
    (value) => Math.exp(value / 100),
  ];
  for (const curve of curves) assert.deepEqual(column(curve), ['it'], String(curve));
  assert.deepEqual(
    column((value) => Number(Math.log(value).toFixed(2))),
    ['it'],
  );
  assert.deepEqual(
    column((value, i) => Math.log(value) * (i % 2 === 0 ? 1 : 0.97)),
    [],
  );
  const rank = (value: number): number => many.filter((other) => other < value).length;
  assert.deepEqual(column(rank), []);
});
