import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { parseScoresKey } from './roles.ts';

const good = {
  'candidate:heldout': { backend: 'candidate', role: 'candidate', corpus: 'heldout' },
  'baseline:flagged.v2': { backend: 'baseline', role: 'baseline', corpus: 'flagged.v2' },
  'reference.u2net-p.1:heldout': { backend: 'reference.u2net-p.1', role: 'reference', corpus: 'heldout' },
} as const;

for (const [key, expected] of Object.entries(good)) {
  test(`${key} is a role and a corpus`, () => assert.deepEqual(parseScoresKey(key), expected));
}

for (const key of [
  '',
  'candidate',
  'candidate:',
  ':heldout',
  'candidate.x:heldout',
  'reference:heldout',
  'reference.:heldout',
  'Baseline:heldout',
  'candidate:a:b',
]) {
  test(`"${key}" is refused with the three spellings`, () => {
    assert.throws(
      () => parseScoresKey(key),
      (error) =>
        error instanceof InputError && error.problems[0]?.code === 'EV9001' && /reference\.<name>:<corpus>/.test(error.problems[0].expected ?? ''),
    );
  });
}
