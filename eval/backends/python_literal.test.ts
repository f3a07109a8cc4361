import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePythonLiteral } from './python_literal.ts';

test('literals', () => {
  const cases: readonly [string, unknown][] = [
    ['[640, 640]', [640, 640]],
    [' [ 1 , 2.5, -3e2 , .5 ] ', [1, 2.5, -300, 0.5]],
    ['[]', []],
    ['640', 640],
    ["'a b'", 'a b'],
    [
      "{0: 'bowl', 1: \"potter's mug\", 2: 'a (b), {c}: true', }",
      new Map([
        [0, 'bowl'],
        [1, "potter's mug"],
        [2, 'a (b), {c}: true'],
      ]),
    ],
    ["{'args': {'batch': 1}}", new Map([['args', new Map([['batch', 1]])]])],
  ];
  for (const [text, value] of cases) assert.deepEqual(parsePythonLiteral(text), value, text);
});

test('what is no literal, or one with escapes, tuples or words', () => {
  const texts = [
    '',
    '{',
    "'open",
    'open(1)',
    '[1,,2]',
    "'\\x4'",
    "'\\uD'",
    "'\\U00110000'",
    'true',
    '(1,)',
    '[(1, 2)]',
    "'it\\'s'",
    '{a: b}',
    '{0: *a}',
    '['.repeat(50),
    '{0: 1}}',
  ];
  for (const text of texts) assert.equal(parsePythonLiteral(text), undefined, text);
});
