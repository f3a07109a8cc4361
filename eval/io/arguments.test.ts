import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { parseArguments, parseCommandLine, type Syntax, wholeArgument } from './arguments.ts';

const syntax = { out: 'one', tier: 'optional', trace: 'many', scores: 'map', force: 'switch' } as const satisfies Syntax;
const words = ['A', 'B'];

function messagesOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    assert.ok(error.problems.every(({ code, location }) => code === 'EV9001' && location === 'arguments'));
    return error.problems.map(({ message }) => message);
  }
  return [];
}

/** A parameter file with these lines, while something reads it. */
function withFile<T>(lines: readonly string[], read: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'arguments-'));
  try {
    writeFileSync(join(folder, 'parameters'), lines.map((line) => `${line}\n`).join(''));
    return read(join(folder, 'parameters'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('each kind of argument', () => {
  const given = ['--out', 'o', '--trace', 'a', '--trace', 'b', '--scores', 'k=a=b', '--force'];
  const { scores, ...rest } = parseArguments(given, syntax);
  assert.deepEqual({ ...rest, scores: [...scores] }, { out: 'o', tier: undefined, trace: ['a', 'b'], scores: [['k', 'a=b']], force: true });
});

const read: Readonly<Record<string, { argv: readonly string[]; words: readonly string[]; options: Readonly<Record<string, unknown>> }>> = {
  'words and options in any order': { argv: ['--out', 'o', 'x', '--force', 'y'], words: ['x', 'y'], options: { out: 'o', force: true } },
  'what is left out': { argv: ['x', 'y', '--out=o'], words: ['x', 'y'], options: { out: 'o', tier: undefined, force: false } },
  'a value with an equals sign in it': { argv: ['x', 'y', '--out=a=b'], words: ['x', 'y'], options: { out: 'a=b' } },
  'a value that begins with a dash': { argv: ['x', 'y', '--out', '-0.5'], words: ['x', 'y'], options: { out: '-0.5' } },
  'a value that begins with two': { argv: ['x', 'y', '--out=--tier'], words: ['x', 'y'], options: { out: '--tier', tier: undefined } },
  'words that begin with dashes': { argv: ['--out', 'o', '--', '--force', '--'], words: ['--force', '--'], options: { force: false } },
};

for (const [name, { argv, words: expected, options }] of Object.entries(read)) {
  test(`reads ${name}`, () => {
    const found = parseCommandLine(argv, syntax, words);
    assert.deepEqual(found.words, expected);
    assert.deepEqual({ ...found.options, ...options }, found.options);
  });
}

test('the last word may be repeated', () => assert.deepEqual(parseCommandLine(['a', 'b', 'c'], {}, ['file…']).words, ['a', 'b', 'c']));

const mistakes: readonly (readonly [argv: readonly string[], ...messages: string[]])[] = [
  [[], '--out is needed'],
  [['--out', 'a', '--out', 'b'], '--out is given 2 times'],
  [['--out', 'a', '--force', '--force'], '--force is given 2 times'],
  [['--out', 'a', '--teir', 'x'], 'there is no option --teir (nearest: --tier)'],
  [['--out', 'a', '--toString'], 'there is no option --toString'],
  [['--out', 'a', '-abc'], 'there is no option -abc'],
  [['--out', 'a', '--tier'], '--tier has no value'],
  [['--out', 'a', '--tier', ''], '--tier has no value'],
  [['--out', 'a', '--tier='], '--tier has no value'],
  [['--tier', '--out', 'a'], '--tier has no value'],
  [['--out', 'a', '--force=yes'], '--force takes no value'],
  [['--out', 'a', '@'], '"@" is one word too many'],
  [['--out', 'a', '--scores', 'k'], '--scores k: expected key=value'],
  [['--out', 'a', '--scores', 'k='], '--scores k=: expected key=value'],
  [['--out', 'a', '--scores', '=v'], '--scores =v: expected key=value'],
  [['--out', 'a', '--scores', 'k=v', '--scores', 'k=w'], '--scores k=w: the key is given twice'],
  [['--tier', '', '--sores', 'x'], '--tier has no value', 'there is no option --sores (nearest: --scores)', '--out is needed'],
];

for (const [argv, ...messages] of mistakes) {
  test(`${argv.join(' ')}: ${messages.join('; ')}`, () =>
    assert.deepEqual(
      messagesOf(() => parseArguments(argv, syntax)),
      messages,
    ));
}

test('words that are missing, and words too many', () => {
  assert.deepEqual(
    messagesOf(() => parseCommandLine(['--out', 'o'], syntax, words)),
    ['A is missing', 'B is missing'],
  );
  assert.deepEqual(
    messagesOf(() => parseCommandLine(['x', 'y', 'z'], syntax, words)),
    ['--out is needed', '"z" is one word too many'],
  );
  assert.deepEqual(
    messagesOf(() => parseCommandLine([], {}, ['file…'])),
    ['file is missing'],
  );
});

test('a key may hold an equals sign and a percent sign, as the rules write them', () => {
  const { file } = parseArguments(['--file', 'a%3Db/100%25.png=out/a=b.png'], { file: 'map' });
  assert.deepEqual([...file], [['a=b/100%.png', 'out/a=b.png']]);
});

test('a parameter file has a flag a line, and its value on the next one, whatever that begins with', () => {
  const options = withFile(['--out', '--tier', '', '--force', '--trace', '@a'], (path) => parseArguments([`@${path}`, '--trace', 'b'], syntax));
  assert.deepEqual([options.out, options.tier, options.force, options.trace], ['--tier', undefined, true, ['@a', 'b']]);
  assert.deepEqual(
    withFile(['out', 'x', '--tier'], (path) => messagesOf(() => parseArguments([`@${path}`], syntax))),
    ['there is no option out (nearest: --out)', '--tier has no value', '--out is needed'],
  );
});

test('200,000 arguments of a parameter file are read in seconds', () => {
  const count = 200_000;
  const lines = Array.from({ length: count }, (_, i) => ['--trace', `images/${i}.png`]).flat();
  const started = performance.now();
  const { trace } = withFile(['--out', 'o', ...lines], (path) => parseArguments([`@${path}`], syntax));
  assert.equal(trace.length, count);
  assert.ok(performance.now() - started < 20_000);
});

test('a number that counts something is digits and nothing else', () => {
  assert.equal(wholeArgument('count', '12', 0), 12);
  for (const text of ['-1', '1.5', '', 'x', '1e3', '0x10', ' 5', '1000001']) {
    assert.throws(() => wholeArgument('count', text, 0), { message: /EV9001.*--count is a whole number.*0 or more/s });
  }
  assert.throws(() => wholeArgument('port', '65536', 0, 65535), { message: /0 to 65535/ });
});
