import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import { readYaml } from './yaml.ts';

const codes = { syntax: 'EV5002', shape: 'EV5001' } as const;
const location = z.union([z.strictObject({ corpus: z.string() }), z.strictObject({ corpus: z.string(), slice: z.string() })]);
const rule = z.strictObject({ id: z.string().regex(/^[a-z]+$/), limit: z.number(), where: location.optional() });
const schema = z.strictObject({ version: z.literal(1), rules: z.array(rule), names: z.record(z.string().regex(/^\d+$/), z.string()).optional() });

function problemsOf(text: string): string[] {
  try {
    readYaml(text, 'p.yaml', schema, codes);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map((p) => [p.code, p.location, p.message, ...(p.expected === undefined ? [] : [p.expected])].join(' | '));
  }
  return [];
}

test('reads a value and tells where each of its parts is written', () => {
  const file = readYaml('version: 1\nrules:\n  - id: a\n    limit: 0.5\nnames: {0: bowl}\n', 'p.yaml', schema, codes);
  assert.deepEqual(file.value, { version: 1, rules: [{ id: 'a', limit: 0.5 }], names: { 0: 'bowl' } });
  assert.equal(file.positionOf(['rules', 0, 'limit']), 'p.yaml:4:12');
  assert.equal(file.positionOf(['rules', 0]), 'p.yaml:3:5');
  assert.equal(file.positionOf(['names', '0']), 'p.yaml:5:12');
  assert.equal(file.positionOf(['rules', 0, 'title']), 'p.yaml:3:5', 'the nearest parent that is written');
});

const cases: Record<string, { text: string; problems: string[] }> = {
  'every wrong key and value at once, in the order of the file': {
    text: 'version: 1\nrules:\n  - id: A\n    limitt: 1\n  - id: b\n    limit: low\n    where: {corpus: x, slise: y}\n',
    problems: [
      'EV5001 | p.yaml:3:5 | rules[0].limit: is missing; expected number',
      'EV5001 | p.yaml:3:9 | rules[0].id: Invalid string: must match pattern /^[a-z]+$/',
      'EV5001 | p.yaml:4:5 | rules[0].limitt: unknown key "limitt" (nearest: limit) | id, limit, where',
      'EV5001 | p.yaml:6:12 | rules[1].limit: Invalid input: expected number, received string',
      'EV5001 | p.yaml:7:24 | rules[1].where.slise: unknown key "slise" (nearest: slice) | corpus, slice',
    ],
  },
  'a value of the wrong type where a union is expected': {
    text: 'version: 1\nrules: [{id: a, limit: 1, where: test}]\n',
    problems: ['EV5001 | p.yaml:2:34 | rules[0].where: Invalid input: expected object, received string'],
  },
  'the nearest branch of a union': {
    text: 'version: 1\nrules: [{id: a, limit: 1, where: {corpus: 3, slice: x}}]\n',
    problems: ['EV5001 | p.yaml:2:43 | rules[0].where.corpus: Invalid input: expected string, received number'],
  },
  'a key of one branch of a union with a value that does not fit': {
    text: 'version: 1\nrules: [{id: a, limit: 1, where: {corpus: x, slice: 3}}]\n',
    problems: ['EV5001 | p.yaml:2:46 | rules[0].where.slice: its value is wrong, or it does not go with the other keys here | corpus, slice'],
  },
  'a wrong key of a map': {
    text: 'version: 1\nrules: []\nnames:\n  0: a\n  x: b\n',
    problems: ['EV5001 | p.yaml:5:3 | names.x: Invalid string: must match pattern /^\\d+$/'],
  },
  'an empty file': { text: '# nothing\n', problems: ['EV5001 | p.yaml:1:1 | Invalid input: expected object, received null'] },
  'a number that is not finite': {
    text: 'version: 1\nrules: [{id: a, limit: .nan}]\n',
    problems: ['EV5001 | p.yaml:2:24 | rules[0].limit: Invalid input: expected number, received NaN'],
  },
  'duplicate keys, also when they are spelt as number and as text': {
    text: 'version: 1\nversion: 1\nrules: []\nnames: {1: a, "1": b}\n',
    problems: ['EV5002 | p.yaml:2:1 | Map keys must be unique', 'EV5002 | p.yaml:4:15 | Map keys must be unique'],
  },
  'several documents': {
    text: 'version: 1\n---\nversion: 1\n',
    problems: ['EV5002 | p.yaml:2:1 | Source contains multiple documents; please use YAML.parseAllDocuments()'],
  },
  'an alias': { text: 'version: &v 1\nrules: *v\n', problems: ['EV5002 | p.yaml:2:8 | the alias *v is not read here: write the value out'] },
  'an alias without an anchor': { text: 'version: *v\n', problems: ['EV5002 | p.yaml:1:10 | the alias *v is not read here: write the value out'] },
  'a custom tag': { text: 'version: !number 1\nrules: []\n', problems: ['EV5002 | p.yaml:1:10 | Unresolved tag: !number'] },
  'a merge key is a key like any other': {
    text: '<<: {version: 1}\nversion: 1\nrules: []\n',
    problems: ['EV5001 | p.yaml:1:1 | <<: unknown key "<<" | version, rules, names'],
  },
  'a key that reaches for the prototype': {
    text: '__proto__: {a: 1}\nversion: 1\nrules: []\n',
    problems: ['EV5001 | p.yaml:1:1 | __proto__: unknown key "__proto__" | version, rules, names'],
  },
  'deep nesting': { text: `version: ${'['.repeat(70)}${']'.repeat(70)}\n`, problems: ['EV5002 | p.yaml:1:73 | nested more than 64 levels deep'] },
};

for (const [name, { text, problems }] of Object.entries(cases)) {
  test(`refuses: ${name}`, () => assert.deepEqual(problemsOf(text), problems));
}

test('aliases that would unfold to billions of values are refused before they unfold', () => {
  const bomb = `a0: &a0 [x,x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i},*a${i}]`).join('\n')}\n`;
  assert.ok(problemsOf(bomb).every((line) => line.startsWith('EV5002')));
});

test('nesting beyond any stack is a problem of the file', () => {
  assert.ok(problemsOf('['.repeat(20_000)).length > 0);
});
