import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { check, compiledToLook } from './issues.ts';

const row = z.strictObject({ id: z.string(), box: z.tuple([z.number(), z.number().nonnegative()]).optional() });
const looking = compiledToLook(row);

test('a schema that only looks gives the very value back', () => {
  const value = { id: 'a', box: [1, 2] };
  const checked = check(looking, value);
  assert.equal(checked.ok && checked.value, value);
});

test('a schema that only looks says the same against a value as the schema that it is made of', () => {
  for (const value of [{}, { id: 'a', other: 1 }, { id: 'a', box: [1, -2] }, { id: 'a', box: [1] }, [], null]) {
    const checked = check(looking, value);
    assert.equal(checked.ok, false);
    assert.deepEqual(checked, check(row, value));
  }
});
