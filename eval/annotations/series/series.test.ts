import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measured } from '../../contracts/samples.ts';
import { metricById } from '../../metrics/table.ts';
import { assertMeasured, vectorsOf } from '../../stats/testing/regression/vectors.ts';
import { numbersOver } from '../metric.ts';
import type { SeriesObservation } from './schema.ts';
import { seriesMetrics } from './table.ts';

interface Rows {
  readonly pred: readonly number[];
  readonly target: readonly number[];
  readonly clip?: readonly string[];
}

/** Which metric stands for which key of a vector. */
const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plcc: { value: 'plcc' },
  srocc: { value: 'srocc' },
  krocc: { value: 'krocc' },
  error: { rmse: 'rmse', mae: 'mae', bias: 'bias', maxAbs: 'maximum_error', errorSdDdof1: 'error_sd' },
  'linear-map': { rmseRaw: 'rmse', rmseAfterMap: 'mapped_rmse', mseBias2: 'mse_bias', mseScale: 'mse_scale', mseDecorrelation: 'mse_scatter' },
  'clip-level': { plcc: 'clip_plcc', srocc: 'clip_srocc', rmse: 'clip_rmse', framePlcc: 'plcc' },
};

function over(id: string, clips: readonly SeriesObservation[]): Measured {
  const found = metricById(id);
  assert.ok(found?.kind === 'corpus', id);
  return numbersOver(found.definition, clips).get(id) ?? assert.fail(id);
}

/** Rows as clips: those that the vector names, or cut after `length` rows. */
function clipsOf({ pred, target, clip }: Rows, length: number): SeriesObservation[] {
  const pairs = (from: number, to: number): SeriesObservation => ({
    kind: 'series',
    predicted: pred.slice(from, to),
    target: target.slice(from, to),
  });
  if (clip !== undefined) return [...new Set(clip)].map((name) => pairs(clip.indexOf(name), clip.lastIndexOf(name) + 1));
  const rows = Math.max(pred.length, target.length);
  return Array.from({ length: Math.ceil(rows / length) }, (_, i) => pairs(i * length, (i + 1) * length));
}

for (const [kind, metricsByKey] of Object.entries(names)) {
  for (const { id, input, expected, tolerance } of vectorsOf<Rows, Readonly<Record<string, number | null>>>(kind)) {
    test(`${id}, however its frames are cut into clips`, () => {
      const { reason, ...values } = expected;
      const checked = Object.entries(metricsByKey).filter(([key]) => Object.hasOwn(values, key));
      assert.ok(checked.length > 0);
      for (const [key, name] of checked) {
        const wanted = expected[key] ?? null;
        for (const length of [1, 3, 1000]) assertMeasured(over(name, clipsOf(input, length)), wanted, tolerance, name, reason);
      }
    });
  }
}

const three: SeriesObservation[] = [
  { kind: 'series', predicted: [1, 2, 4], target: [2, 2, 3] },
  { kind: 'series', predicted: [5], target: [9] },
  { kind: 'series', predicted: [3, 3], target: [4, 6] },
];

test('every metric of the table is found by its id and has a number here', () => {
  for (const { id } of seriesMetrics) assert.equal(typeof over(id, three), 'number', id);
});

test('no clip, one frame: undefined with the reason, never 0', () => {
  const none = Object.fromEntries(seriesMetrics.map(({ id }) => [id, over(id, [])]));
  assert.deepEqual([...new Set(Object.values(none).map((value) => JSON.stringify(value)))], ['{"undefined":"too-few-rows"}']);
  const one = seriesMetrics.filter(({ id }) => typeof over(id, [{ kind: 'series', predicted: [1], target: [2] }]) === 'object').map(({ id }) => id);
  assert.deepEqual(one, ['plcc', 'srocc', 'krocc', 'ccc', 'error_sd', 'mapped_rmse', 'clip_plcc', 'clip_srocc']);
});

test('concordance by hand', () => {
  // Means 2 and 3, population variances 2/3 and 2/3, covariance 2/3: 2 (2/3) / (4/3 + 1).
  assertMeasured(over('ccc', [{ kind: 'series', predicted: [1, 2, 3], target: [2, 3, 4] }]), 4 / 7, { abs: 1e-15, rel: 0 }, 'ccc');
});

test('the three parts add up to the mean squared error; the clips weigh alike at clip level', () => {
  const value = (id: string) => over(id, three) as number;
  assertMeasured(value('mse_bias') + value('mse_scale') + value('mse_scatter'), value('rmse') ** 2, { abs: 1e-12, rel: 0 }, 'mse');
  // Clip means: 7/3, 5, 3 against 7/3, 9, 5.
  assertMeasured(value('clip_rmse'), Math.sqrt((0 + 16 + 4) / 3), { abs: 1e-12, rel: 0 }, 'clip_rmse');
});

test('the order of the clips does not matter', () => {
  for (const { id } of seriesMetrics) assertMeasured(over(id, three.toReversed()), over(id, three) as number, { abs: 1e-12, rel: 0 }, id);
});
