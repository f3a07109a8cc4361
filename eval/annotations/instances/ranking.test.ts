import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../../stats/random.ts';
import { byFallingScore, groupsOf } from './ranking.ts';

test('many scores are sorted by digits as few are by comparing: falling and stable (seed 3)', () => {
  const random = randomStream(3, 'scores');
  const special = [0, -0, -1, 1e-310, 1e300, -1e300, 0.1, 0.10000000000000002];
  const scores = Float64Array.from({ length: 10_000 }, () =>
    random.below(4) === 0 ? (special[random.below(special.length)] as number) : random.below(500) / 1000 - 0.2,
  );
  const expected = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  assert.deepEqual([...byFallingScore(scores)], expected);
  assert.deepEqual(
    [...byFallingScore(scores.subarray(0, 100))],
    expected.filter((i) => i < 100),
  );
});

test('scores that all share a digit', () => {
  assert.deepEqual([...byFallingScore(new Float64Array(5000).fill(0.5))], [...new Array(5000).keys()]);
});

test('groups keep the order, also of a part of the rows', () => {
  assert.deepEqual(groupsOf(Uint32Array.of(4, 0, 3), Uint32Array.of(1, 0, 0, 1, 0), 3), {
    start: Uint32Array.of(0, 1, 3, 3),
    rows: Uint32Array.of(4, 0, 3),
  });
});
