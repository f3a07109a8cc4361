import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, decimal, fraction, meanOf, minus, over, plus } from './rational.ts';

const f = (numerator: number, denominator: number) => fraction({ numerator, denominator });
const text = ({ numerator, denominator }: ReturnType<typeof f>): string => `${numerator}/${denominator}`;

const decimals: readonly (readonly [number, string])[] = [
  [0, '0/1'],
  [-0, '0/1'],
  [0.1, '1/10'],
  [-0.05, '-5/100'],
  [3, '3/1'],
  [1e21, '1000000000000000000000/1'],
  [1.5e-7, '15/100000000'],
  [123456789.123456, '123456789123456/1000000'],
];
for (const [value, expected] of decimals) test(`${value} is ${expected}`, () => assert.equal(text(decimal(value)), expected));

test('a decimal is its own double again', () => {
  for (const value of [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -2.5, 1e-5]) {
    const { numerator, denominator } = decimal(value);
    assert.equal(Number(`${numerator}e-${`${denominator}`.length - 1}`), value);
  }
});

test('arithmetic is exact where doubles are not', () => {
  assert.equal(compare(minus(f(3, 10), f(2, 10)), decimal(0.1)), 0);
  assert.notEqual(0.3 - 0.2, 0.1);
  assert.equal(compare(plus(f(1, 10), f(2, 10)), decimal(0.3)), 0);
  assert.equal(compare(over(f(1, 3), f(-2, 3)), f(-1, 2)), 0);
  assert.equal(compare(over(f(-1, 3), f(2, 3)), f(-1, 2)), 0);
  assert.equal(compare(meanOf([f(1, 3), f(2, 3), f(0, 1)]), f(1, 3)), 0);
  assert.deepEqual([compare(f(1, 3), f(1, 2)), compare(f(1, 2), f(1, 3)), compare(f(2, 4), f(1, 2))], [-1, 1, 0]);
});
