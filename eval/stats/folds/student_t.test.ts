import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studentT, studentTQuantile } from './student_t.ts';

/** P(|T| >= t) and quantiles by mpmath at 40 digits. */
const tails: readonly (readonly [df: number, t: number, p: number])[] = [
  [1, 1e-8, 0.9999999936338023],
  [1, 1, 0.5],
  [1, 60, 0.010609347265246542],
  [2, 0.25, 0.8259223440443022],
  [3, 2.306, 0.10441266964781218],
  [5, 12, 7.089492517161522e-5],
  [8, 2.306, 0.05000032276128422],
  [8, 60, 6.615115847914828e-12],
  [22, 0.25, 0.8049070377748886],
  [22, 60, 7.002035160552586e-26],
  [120, 12, 2.784749770437114e-22],
  [1000, 1, 0.3175524180846723],
  [1000, 12, 4.324057386774527e-31],
  [100_001, 2.306, 0.02111266743701336],
];

for (const [df, t, p] of tails) {
  test(`beyond ${t} on both sides, ${df} degrees of freedom`, () => {
    const got = studentT(df).bothTails(t);
    assert.ok(Math.abs(got - p) < 2e-12 * p, `got ${got}, expected ${p}`);
  });
}

const quantiles: readonly (readonly [p: number, df: number, t: number])[] = [
  [0.75, 1, 1],
  [0.75, 2, 0.816496580927726],
  [0.75, 5000, 0.674538820360874],
  [0.975, 1, 12.706204736174692],
  [0.975, 2, 4.302652729749462],
  [0.975, 8, 2.3060041352041662],
  [0.975, 22, 2.073873067904026],
  [0.975, 120, 1.9799304050824404],
  [0.995, 1, 63.656741162871526],
  [0.995, 8, 3.355387331333395],
  [0.995, 5000, 2.5768129665562807],
  [0.9999999, 8, 16.320703794655586],
  [0.9999999, 22, 7.422721715828264],
];

for (const [p, df, t] of quantiles) {
  test(`quantile ${p}, ${df} degrees of freedom`, () => {
    const got = studentTQuantile(p, df);
    assert.ok(Math.abs(got - t) < 1e-10, `got ${got}, expected ${t}`);
    assert.ok(Math.abs(studentTQuantile(1 - p, df) + t) < 1e-8, 'the other side, whose p has fewer digits');
  });
}

test('the tails take back what the quantile gives', () => {
  for (const df of [1, 2, 7, 40, 333]) {
    for (const p of [1e-9, 0.001, 0.2, 0.5, 0.7, 0.9, 0.9999]) {
      const t = studentTQuantile(p, df);
      const beyond = studentT(df).bothTails(Math.abs(t)) / 2;
      const got = t < 0 ? beyond : 1 - beyond;
      assert.ok(Math.abs(got - p) < 1e-13, `${df} degrees of freedom: got ${got}, expected ${p}`);
    }
  }
});

test('there is no quantile outside of 0 to 1', () => {
  for (const p of [0, 1, -0.1, 2, Number.NaN]) assert.throws(() => studentTQuantile(p, 5), RangeError);
});
