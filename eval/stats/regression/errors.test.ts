import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pearson } from './correlation.ts';
import { decomposition } from './decomposition.ts';
import { bias, errorSd, mae, maximumError, rmse } from './errors.ts';
import { linearMap } from './linear_map.ts';
import { regressionRows } from './testing/rows.ts';
import { isUndefined, type Result } from './undefined.ts';

function defined<T>(result: Result<T>): T {
  assert.ok(!isUndefined(result));
  return result;
}

function near(got: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(got - expected) <= tolerance, `${what}: got ${got}, expected ${expected}`);
}

for (const seed of [21, 22, 23, 24]) {
  const { predicted, target } = regressionRows(seed, 120);

  test(`bias, scale and scatter add up to the mean squared error (seed ${seed})`, () => {
    const { mse, ...parts } = defined(decomposition(predicted, target));
    near(parts.bias + parts.scale + parts.scatter, mse, 1e-11 * mse, 'sum');
    near(mse, defined(rmse(predicted, target)) ** 2, 1e-11 * mse, 'mse');
    near(parts.bias, defined(bias(predicted, target)) ** 2, 1e-11 * mse, 'bias');
    assert.ok(Object.values(parts).every((part) => part > 0));
  });

  test(`an offset moves the bias and nothing else (seed ${seed})`, () => {
    const before = defined(decomposition(predicted, target));
    const shifted = defined(
      decomposition(
        predicted.map((value) => value + 7),
        target,
      ),
    );
    near(shifted.scale, before.scale, 1e-9, 'scale');
    near(shifted.scatter, before.scatter, 1e-9, 'scatter');
    near(Math.sqrt(shifted.bias), Math.abs(defined(bias(predicted, target)) + 7), 1e-9, 'bias');
  });

  test(`no line is better than the linear map, which leaves var_y (1 - PLCC^2) (seed ${seed})`, () => {
    const map = defined(linearMap(predicted, target));
    const error = (slope: number, intercept: number): number =>
      defined(
        rmse(
          predicted.map((value) => slope * value + intercept),
          target,
        ),
      );
    near(error(map.slope, map.intercept), map.rmse, 1e-12, 'rmse');
    for (const step of [-0.01, 0.01]) {
      assert.ok(error(map.slope + step, map.intercept) > map.rmse);
      assert.ok(error(map.slope, map.intercept + step) > map.rmse);
    }
    const constant = target.map(() => 0);
    const { scale: variance } = defined(decomposition(constant, target));
    near(map.rmse ** 2, variance * (1 - defined(pearson(predicted, target)) ** 2), 1e-9, 'what is left');
  });
}

test('a constant prediction has no correlation, yet its error splits into bias and scale', () => {
  const parts = defined(decomposition([5, 5, 5, 5], [1, 3, 5, 7]));
  near(parts.mse, 6, 1e-14, 'mse');
  near(parts.scale, 5, 1e-14, 'scale');
  assert.deepEqual([parts.bias, parts.scatter], [1, 0]);
  assert.deepEqual(linearMap([5, 5, 5, 5], [1, 3, 5, 7]), { undefined: 'constant-prediction' });
  assert.deepEqual(decomposition([5], [3]), { mse: 4, bias: 4, scale: 0, scatter: 0 });
});

test('errors of any size: squares neither vanish nor overflow', () => {
  near(defined(rmse([1e-170, 3e-170], [0, 0])) / 1e-170, Math.sqrt(5), 1e-14, 'tiny');
  near(defined(rmse([1e200, 3e200], [0, 0])) / 1e200, Math.sqrt(5), 1e-14, 'huge');
  assert.deepEqual(decomposition([1e200, 3e200], [0, 1]), { undefined: 'non-finite' });
});

test('an error needs one row, its deviation two', () => {
  assert.deepEqual(
    [rmse, mae, bias, maximumError].map((statistic) => statistic([3], [5])),
    [2, 2, -2, 2],
  );
  assert.deepEqual(errorSd([3], [5]), { undefined: 'too-few-rows' });
  assert.equal(errorSd([3, 5], [5, 5]), Math.SQRT2);
});

test('undefined errors: length, rows, numbers, in this order', () => {
  for (const statistic of [rmse, mae, bias, errorSd, maximumError, decomposition, linearMap]) {
    assert.deepEqual(statistic([Number.NaN], []), { undefined: 'length-mismatch' });
    assert.deepEqual(statistic([], []), { undefined: 'too-few-rows' });
    assert.deepEqual(statistic([1, 2], [1, Number.NaN]), { undefined: 'non-finite' });
  }
});
