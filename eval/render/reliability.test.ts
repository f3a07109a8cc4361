import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricsTable } from '../contracts/metrics.ts';
import { binText, reachedTitle, reliabilities } from './reliability.ts';
import { changed, fixture, viewOf } from './testing/fixture.ts';

/** Samples with these confidences and errors of the candidate; an error up to 10 passes. */
function of(points: readonly (readonly [confidence: number, rmse: number | null])[], change: (metrics: MetricsTable) => void = () => {}) {
  return reliabilities(
    viewOf(
      changed((input) => {
        input.pairs = input.pairs.slice(0, points.length);
        for (const [i, [confidence, rmse]] of points.entries()) {
          const sample = input.pairs[i];
          assert.ok(sample);
          sample.confidence = { mlp_small: confidence };
          sample.values = { mlp_small: { rmse: rmse ?? { undefined: 'failed' }, plcc: 0.75 } };
        }
        change(input.metrics);
      }, 'series'),
    ),
  );
}

test('the share that passes, by tenths of the confidence', () => {
  const [found, ...others] = of([
    [0.95, 1],
    [0.9, 10],
    [1, 10.5],
    [0.31, 20],
    [0.35, null],
  ]);
  assert.deepEqual(others, []);
  assert.deepEqual([found?.corpus, found?.backend, found?.metric], ['clips', 'mlp_small', null]);
  assert.deepEqual(found?.bins, [
    { low: 0.3, high: 0.4, n: 1, confidence: 0.31, reached: 0 },
    { low: 0.9, high: 1, n: 3, confidence: (0.95 + 0.9 + 1) / 3, reached: 2 / 3 },
  ]);
});

test('without a pass, the mean of the leading metric', () => {
  const [found] = of([[0.5, 4]], (metrics) => {
    metrics.pass = null;
  });
  assert.equal(found?.metric?.id, 'plcc', 'which decided');
  assert.equal(found?.bins[0]?.reached, 0.75);
});

test('one table for each backend that has confidences, none for others', () => {
  assert.deepEqual(
    reliabilities(viewOf(fixture('series'))).map(({ backend }) => backend),
    ['mlp_small', 'linear'],
  );
  assert.deepEqual(reliabilities(viewOf(fixture())), []);
  assert.deepEqual(reliabilities(viewOf(fixture('evidence'))), []);
});

test('words', () => {
  assert.equal(binText({ low: 0.3, high: 0.4, n: 1, confidence: 0.3, reached: 1 }), '0.3 to 0.4');
  assert.equal(reachedTitle(null), 'share that passes');
});
