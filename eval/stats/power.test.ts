import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Interval } from '../contracts/metrics.ts';
import { intervals } from './interval.ts';
import { groupsFor } from './power.ts';
import { randomStream } from './random.ts';

const settings = { resamples: 400, seed: 7, level: 0.95, minimum_groups: 5, interval: 'expanded' } as const;

function intervalOf(values: readonly number[], label: string): Interval {
  const of = { numerators: Float64Array.from(values), denominators: new Float64Array(values.length).fill(1) };
  const [found] = intervals([{ groups: values.map((_, i) => i), statistic: { of } }], label, settings);
  assert.ok(found?.interval);
  return found.interval;
}

const pilotOf = (half: number, groups: number): Interval => ({
  low: -half,
  high: half,
  level: 0.95,
  method: 'group-bootstrap-percentile',
  resamples: 2000,
  groups,
});

test('as tables have it: a standardised difference of 0.5 with power 0.8 takes 34 pairs', () => {
  // J. Cohen, Statistical Power Analysis, 1988, of one sample at two-sided 0.05; a spread of 1 has the half width 1.96 / sqrt(n).
  assert.equal(groupsFor(pilotOf(1.959963984540054 / 10, 100), 0.5, 0.8), 34);
});

test('half the difference takes about four times as many, more power takes more', () => {
  const pilot = pilotOf(0.1, 100);
  const [coarse, fine, sure] = [groupsFor(pilot, 0.02, 0.8), groupsFor(pilot, 0.01, 0.8), groupsFor(pilot, 0.02, 0.9)] as [number, number, number];
  assert.ok(Math.abs(fine / coarse - 4) < 0.05 && sure > coarse);
});

test('a place among 20 that are corrected takes more: 64 pairs at the level 1 - 0.05 / 20', () => {
  // scipy: the smallest n with t.ppf(1 - 0.00125, n - 1) + t.ppf(0.8, n - 1) <= 0.5 sqrt(n).
  assert.equal(groupsFor(pilotOf(1.959963984540054 / 10, 100), 0.5, 0.8, 1 - 0.05 / 20), 64);
});

test('an interval without width plans nothing', () => assert.equal(groupsFor(pilotOf(0, 20), 0.1, 0.8), null));

test('of samples as planned from a pilot, about as many as promised show the difference (simulated, seed 7)', () => {
  const random = randomStream(7, 'plan');
  const unit = (): number => random.next() / 2 ** 32;
  // The difference of two overlaps in pairs: skewed, between -1 and 1, its mean 0.05.
  const draw = (): number => 0.05 + unit() ** 3 - unit() ** 3;
  const pilot = intervalOf(Array.from({ length: 400 }, draw), 'pilot');
  for (const power of [0.8, 0.9]) {
    const groups = groupsFor(pilot, 0.05, power) ?? 0;
    const repetitions = 200;
    let shown = 0;
    for (let i = 0; i < repetitions; i++) if (intervalOf(Array.from({ length: groups }, draw), `${power} ${i}`).low > 0) shown++;
    // Three standard errors of a share of 200, and what the pilot's own spread is off by.
    assert.ok(Math.abs(shown / repetitions - power) < 0.1, `power ${power}: shown in ${shown} of ${repetitions} with ${groups} groups`);
  }
});
