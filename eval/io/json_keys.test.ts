import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubledKeys } from './json_keys.ts';

for (const [text, doubled] of [
  ['{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}', []],
  ['{"a": 1, "b": 2, "a": 3}', ['a']],
  ['{"a": {"x": [1, {"y": 1, "y": 2}], "x": 0}, "a": "{\\"a\\": 1}"}', ['y', 'x', 'a']],
  ['{"\\u0061": 1, "a": 2}', ['a']],
  ['["a", "a", {"a": ["b", "b"]}]', []],
  ['{"a": "b", "b": "a", "c": ":,{"}', []],
] as const) {
  test(`${text}: ${doubled.join(', ') || 'none'}`, () => assert.deepEqual(doubledKeys(text), doubled));
}
