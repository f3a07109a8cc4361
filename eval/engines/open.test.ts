import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEngine } from './open.ts';

test('a library that is not there is named', () => {
  assert.throws(() => openEngine('none'), /engines\/none/);
});
