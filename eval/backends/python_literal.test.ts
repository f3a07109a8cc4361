import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePythonLiteral } from './python_literal.ts';

test('literals', () => {
  const cases: readonly [string, unknown][] = [
    ['[640, 640]', [640, 640]],
    [' ( 1 , 2.5, -3e2 , .5 ) ', [1, 2.5, -300, 0.5]],
    ['(1,)', [1]],
    ['[]', []],
    ['640', 640],
    ['True', true],
    ['None', null],
    ["'a b'", 'a b'],
    [
      "{0: 'bowl', 1: \"potter's mug\", 2: 'it\\'s', }",
      new Map([
        [0, 'bowl'],
        [1, "potter's mug"],
        [2, "it's"],
      ]),
    ],
    ["'\\n\\x41\\u00e9\\U0001F3FA\\q'", '\nAé🏺\\q'],
    [
      "{'nms': False, 'args': {'half': True}}",
      new Map<string, unknown>([
        ['nms', false],
        ['args', new Map([['half', true]])],
      ]),
    ],
  ];
  for (const [text, value] of cases) assert.deepEqual(parsePythonLiteral(text), value, text);
});

test('what is no literal', () => {
  const texts = [
    '',
    '{',
    '[1 2]',
    "{0 'a'}",
    "'open",
    'open(1)',
    '1 2',
    '[1,,2]',
    "'\\x4'",
    "'\\uD'",
    "'\\U00110000'",
    'true',
    '['.repeat(50),
    '{0: 1}}',
    '--1',
  ];
  for (const text of texts) assert.equal(parsePythonLiteral(text), undefined, text);
});
