import assert from 'node:assert/strict';
import { test } from 'node:test';
import { area, fromText, intersectionArea, unionArea } from '../eval/masks/runs.ts';
import { median } from './contest.ts';
import { duels } from './duels.ts';
import { runDuel } from './run.ts';
import { maskPairs } from './workload.ts';

test('equal seeds give equal masks, another seed gives others', () => {
  assert.deepEqual(maskPairs(1, 3, 64), maskPairs(1, 3, 64));
  assert.notDeepEqual(maskPairs(1, 3, 64), maskPairs(2, 3, 64));
});

test('a prediction nearly is the truth, and neither is empty', () => {
  for (const [i, { truth, prediction }] of maskPairs(1, 50, 256).entries()) {
    const [a, b] = [fromText(truth), fromText(prediction)];
    const overlap = intersectionArea(a, b) / unionArea(a, b);
    assert.ok(area(a) > 100 && overlap > 0.4 && overlap < 1, `seed 1, pair ${i}: ${overlap}`);
  }
});

test('the median of an even number of values is between the two in the middle', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 3, 2]), median([])], [2, 2.5, Number.NaN]);
});

test('what cannot run is left out, with the reason', async () => {
  const options = { seed: 1, shared: undefined, python: 'no-such-python', rounds: 1 };
  const reasons = await Promise.all(duels.map((duel) => runDuel(duel, options)));
  assert.ok(
    reasons.every((reason) => typeof reason === 'string' && /no-such-python lacks|needs --shared/.test(reason)),
    reasons.join('\n'),
  );
});

for (const duel of duels) {
  test(`${duel.name}: both sides give the same answers`, async (t) => {
    const result = await runDuel(duel, { seed: 1, shared: undefined, python: process.env['BENCH_PYTHON'] ?? 'python3', rounds: 1 });
    if (typeof result === 'string') {
      t.skip(result);
      return;
    }
    for (const { ours, peer } of result.answers) assert.deepEqual(ours, peer);
  });
}
