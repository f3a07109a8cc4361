import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { parse } from './arguments.ts';

const syntax = {
  words: ['A', 'B'],
  options: { report: { value: 'PATH', about: '' }, out: { value: 'PATH', needed: true, about: '' }, json: { about: '' } },
} as const;
const many = { words: ['file…'], options: {} } as const;

const read: Readonly<Record<string, { argv: readonly string[]; words: readonly string[]; options: Readonly<Record<string, unknown>> }>> = {
  'words and options in any order': {
    argv: ['--out', 'o', 'x', '--json', 'y', '--report', 'r'],
    words: ['x', 'y'],
    options: { report: 'r', out: 'o', json: true },
  },
  'what is left out': { argv: ['x', 'y', '--out=o'], words: ['x', 'y'], options: { report: undefined, out: 'o', json: false } },
  'a value with an equals sign in it': { argv: ['x', 'y', '--out=a=b'], words: ['x', 'y'], options: { report: undefined, out: 'a=b', json: false } },
  'words that begin with dashes': {
    argv: ['--out', 'o', '--', '--json', '--'],
    words: ['--json', '--'],
    options: { report: undefined, out: 'o', json: false },
  },
};

for (const [name, { argv, words, options }] of Object.entries(read)) {
  test(`reads ${name}`, () => assert.deepEqual(parse(argv, syntax), { words, options }));
}

test('the last word may be repeated', () => assert.deepEqual(parse(['a', 'b', 'c'], many).words, ['a', 'b', 'c']));

const refused: Readonly<Record<string, { argv: readonly string[]; messages: readonly string[] }>> = {
  'everything at once': {
    argv: ['--repot', 'r', 'x', 'y'],
    messages: ['there is no option --repot (nearest: --report)', '"y" is one word too many', '--out is needed'],
  },
  'missing words': { argv: ['--out', 'o'], messages: ['A is missing', 'B is missing'] },
  'an option without its value': { argv: ['x', 'y', '--out', '--json'], messages: ['--out has no value: expected PATH'] },
  'an option at the end': { argv: ['x', 'y', '--out'], messages: ['--out has no value: expected PATH'] },
  'an empty value': { argv: ['x', 'y', '--out='], messages: ['--out has no value: expected PATH'] },
  'a switch with a value': { argv: ['x', 'y', '--out=o', '--json=yes'], messages: ['--json takes no value'] },
  'an option twice': { argv: ['x', 'y', '--out=o', '--out', 'p'], messages: ['--out is given twice', '"p" is one word too many'] },
  'a name of the prototype': { argv: ['x', 'y', '--out=o', '--toString'], messages: ['there is no option --toString'] },
};

for (const [name, { argv, messages }] of Object.entries(refused)) {
  test(`refuses ${name}`, () => {
    assert.throws(
      () => parse(argv, syntax),
      (error) => {
        assert.ok(error instanceof InputError);
        assert.deepEqual(
          error.problems.map(({ message }) => message),
          messages,
        );
        return error.problems.every(({ code }) => code === 'EV9001');
      },
    );
  });
}

test('refuses no file at all', () => assert.throws(() => parse([], many), /file is missing/));
