/** The verdict of the example, and that two programs in two languages are one model. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { report } from '../../eval/contracts/report.ts';

const { decision, metrics } = report.parse(JSON.parse(readFileSync(`${import.meta.dirname}/report/report.json`, 'utf8')));

test('a program without a model does not replace the one in service', () => {
  assert.equal(decision.verdict, 'no-go');
  assert.deepEqual(decision.failed, ['flagged_pass_rate', 'flagged_beats_baseline']);
});

test('TypeScript and Python predict the same everywhere; their digests differ', () => {
  const finding = decision.sanity.find(({ check, backend }) => check === 'option_without_effect' && backend === 'python and typescript');
  assert.equal(finding?.value, 1);
  assert.equal(finding.status, 'fired');
  assert.equal(finding.level, 'warn');
  const programs = metrics.backends.filter(({ identity }) => identity.kind === 'command');
  assert.deepEqual(
    programs.map(({ role, identity }) => [role, identity.name, identity.checkpoint]),
    [
      ['candidate', 'typescript', null],
      ['reference', 'python', null],
    ],
  );
});
