import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream, Xoshiro128 } from './random.ts';

test('xoshiro128** gives the outputs of the reference implementation 1.1 from state 1, 2, 3, 4', () => {
  const random = new Xoshiro128([1, 2, 3, 4]);
  const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804];
  assert.deepEqual(
    expected.map(() => random.next()),
    expected,
  );
});

test('the state is the first 16 bytes of SHA-256 over seed, line feed and label, as little-endian words', () => {
  // printf '42\nheldout' | sha256sum
  const expected = new Xoshiro128([0xb6a1bc5f, 0xbe8c7e02, 0xe3f9905b, 0x04f7cb36]);
  const random = randomStream(42, 'heldout');
  assert.deepEqual([random.next(), random.next(), random.next()], [expected.next(), expected.next(), expected.next()]);
});

test('another seed or label is another stream', () => {
  const streams = [randomStream(42, 'heldout'), randomStream(43, 'heldout'), randomStream(42, 'flagged'), randomStream(4, '2\nheldout')];
  assert.equal(new Set(streams.map((random) => random.next())).size, streams.length);
});

test('below stays inside its limit and is even: chi-square over 7 cells (seed 3)', () => {
  const random = randomStream(3, 'below');
  const cells = new Array<number>(7).fill(0);
  for (let i = 0; i < 70_000; i++) (cells[random.below(7)] as number)++;
  const chiSquare = cells.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0);
  assert.equal(cells.length, 7);
  assert.ok(chiSquare < 22.46, `chi-square is ${chiSquare}; 22.46 is exceeded once in a thousand with 6 degrees of freedom`);
});

test('below draws again where a number would make one result likelier', () => {
  const numbers = [0, 2 ** 31, 2 ** 32 - 1];
  class Given extends Xoshiro128 {
    override next(): number {
      return numbers.shift() ?? 0;
    }
  }
  const random = new Given([1, 2, 3, 4]);
  // 2^32 = 3 * 1431655765 + 1: of the numbers that would give 0 one is too many.
  assert.deepEqual([random.below(3), random.below(3), numbers], [1, 2, []]);
});

test('a limit of 1 always gives 0', () => {
  const random = randomStream(1, 'one');
  assert.deepEqual([random.below(1), random.below(1), random.below(1)], [0, 0, 0]);
});
