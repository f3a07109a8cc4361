import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import { doubledKeys, readJsonText } from './json_text.ts';

const codes = { syntax: 'EV5002', shape: 'EV5001' } as const;
const schema = z.array(z.looseObject({ id: z.number(), size: z.strictObject({ width: z.number() }).optional() }));

function problemsOf(text: string, firstLine = 1): string[] {
  try {
    readJsonText(text, 'rows.json', schema, codes, firstLine);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map((p) => [p.code, p.location, p.message, p.expected ?? ''].join(' | '));
  }
  return [];
}

test('reads a value and tells where each of its parts is written', () => {
  const file = readJsonText('[{"id": 1},\n {"id": 2, "size": {"width": 3}}]\n', 'rows.json', schema, codes);
  assert.deepEqual(file.value, [{ id: 1 }, { id: 2, size: { width: 3 } }]);
  assert.equal(file.positionOf([]), 'rows.json:1:1');
  assert.equal(file.positionOf([1]), 'rows.json:2:2');
  assert.equal(file.positionOf([1, 'size', 'width']), 'rows.json:2:30');
  assert.equal(file.positionOf([1, 'size', 'height']), 'rows.json:2:20', 'the nearest parent that is written');
});

test('what stands behind a value that is nested deep has a position, too', () => {
  const { positionOf } = readJsonText('{"a": [[[[1], {"x": {}}]]], "b": 2}', 'rows.json', z.unknown(), codes);
  assert.deepEqual([positionOf(['a', 0, 0, 1, 'x']), positionOf(['b'])], ['rows.json:1:9', 'rows.json:1:34']);
});

test('every value of the wrong shape is told with its line and column', () => {
  assert.deepEqual(problemsOf('[{"id": "a"},\n {"size": {"with": 3}}]', 7), [
    'EV5001 | rows.json:7:9 | [0].id: Invalid input: expected number, received string | ',
    'EV5001 | rows.json:8:2 | [1].id: is missing; expected number | ',
    'EV5001 | rows.json:8:11 | [1].size.width: is missing; expected number | ',
    'EV5001 | rows.json:8:20 | [1].size.with: unknown key "with" (nearest: width) | width',
  ]);
});

test('of very many mistakes the first thousand are told, and how many more there are', () => {
  const found = problemsOf(JSON.stringify(Array(1_500).fill({})));
  assert.equal(found.length, 1_001);
  assert.deepEqual(found.slice(0, 2), [
    'EV5001 | rows.json:1:1 | 500 more values are wrong | ',
    'EV5001 | rows.json:1:2 | [0].id: is missing; expected number | ',
  ]);
});

const syntax: Record<string, [text: string, location: string, message: string, expected: string]> = {
  'an empty file': ['', '1:1', 'the text ends too early', 'a value'],
  'a text that is cut short': ['[{"id": 1},\n {"id"', '2:7', 'the text ends too early', '":"'],
  'a missing comma': ['[{"id": 1}\n {"id": 2}]', '2:2', 'not JSON', '"," or the closing bracket'],
  'a comma too many': ['[1,\n]', '2:1', 'not JSON', 'a value'],
  'a comma after the last key': ['{"a": 1,}', '1:9', 'not JSON', 'a key in double quotes'],
  'a key without quotes': ['{a: 1}', '1:2', 'not JSON', 'a value, texts in double quotes'],
  'single quotes': ["['a']", '1:2', 'not JSON', 'a value, texts in double quotes'],
  NaN: ['{"id": NaN}', '1:8', 'not JSON', 'a value, texts in double quotes'],
  'a number with a leading zero': ['[01]', '1:3', 'not JSON', '"," or the closing bracket'],
  'the wrong bracket': ['[1}', '1:3', 'not JSON', '"," or the closing bracket'],
  'more after the end': ['[] []', '1:4', 'not JSON', 'nothing more'],
  'a line break inside a text': ['["a\nb"]', '1:2', 'not JSON', 'a text that ends on its line, with a double quote'],
  'a comment': ['[1] // one', '1:5', 'not JSON', 'no comment'],
  'nesting beyond any stack': ['['.repeat(100_000), '1:1001', 'nested deeper than 1000 levels', ''],
  'brackets in a text are no nesting': [`["${'['.repeat(2_000)}\\"[" `, '1:2008', 'the text ends too early', '"," or "]"'],
};

for (const [name, [text, location, message, expected]] of Object.entries(syntax)) {
  test(`refuses: ${name}`, () => assert.deepEqual(problemsOf(text), [`EV5002 | rows.json:${location} | ${message} | ${expected}`]));
}

test('what JSON.parse accepts is JSON to the end, and what it refuses is not (seed 1, 3000 texts)', () => {
  const valid = '[{"a": [1, -2.5e3, true, null], "b\\n\\u00e9": {"c": ""}}, []]';
  let state = 1;
  const random = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (let i = 0; i < 3000; i++) {
    const at = random(valid.length);
    const text = valid.slice(0, at) + (['', '"', ',', ']', '0', '\\'][random(6)] ?? '') + valid.slice(at + random(3));
    let accepted = true;
    try {
      JSON.parse(text);
    } catch {
      accepted = false;
    }
    const found = problemsOf(text);
    assert.equal(
      found.some((line) => line.startsWith('EV5002')),
      !accepted,
      text,
    );
    if (!accepted) {
      // Everything before the place can still be completed to JSON: cutting there moves the problem nowhere.
      const column = Number(/:(\d+) \|/.exec(found[0] ?? '')?.[1]);
      assert.ok(column >= 1 && column <= text.length + 1, text);
    }
  }
});

for (const [text, doubled] of [
  ['{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}', []],
  ['{"a": 1, "b": 2, "a": 3}', ['a']],
  ['{"a": {"x": [1, {"y": 1, "y": 2}], "x": 0}, "a": "{\\"a\\": 1}"}', ['y', 'x', 'a']],
  ['{"\\u0061": 1, "a": 2}', ['a']],
  ['["a", "a", {"a": ["b", "b"]}]', []],
  ['{"a": "b", "b": "a", "c": ":,{"}', []],
] as const) {
  test(`written twice in ${text}: ${doubled.join(', ') || 'none'}`, () => assert.deepEqual(doubledKeys(text), doubled));
}
