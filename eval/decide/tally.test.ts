import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CriterionResult, Finding } from '../contracts/decision.ts';
import { tallyOf } from './tally.ts';

test('blocking results are counted by status, what is not applicable left out; findings by theirs', () => {
  const results = (
    [
      ['block', 'pass'],
      ['block', 'pass'],
      ['block', 'fail'],
      ['block', 'insufficient'],
      ['block', 'not_applicable'],
      ['warn', 'fail'],
    ] as const
  ).map(([level, status]) => ({ level, status }) as CriterionResult);
  const findings = (['quiet', 'fired', 'fired'] as const).map((status) => ({ status }) as Finding);
  assert.deepEqual(tallyOf(results, findings), {
    blocking: { checks: 4, pass: 2, fail: 1, insufficient: 1 },
    sanity: { quiet: 1, fired: 2, not_measured: 0 },
  });
});
