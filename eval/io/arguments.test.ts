import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import type { ArgumentKind } from './arguments.ts';
import { parseArguments } from './arguments.ts';

const spec = { out: 'one', tier: 'optional', trace: 'many', scores: 'map' } as const satisfies Record<string, ArgumentKind>;

test('each kind of argument', () => {
  const given = ['--out', 'o', '--trace', 'a', '--trace', 'b', '--scores', 'k=a=b'];
  const { scores, ...rest } = parseArguments(given, spec);
  assert.deepEqual({ ...rest, scores: [...scores] }, { out: 'o', tier: undefined, trace: ['a', 'b'], scores: [['k', 'a=b']] });
});

const mistakes: readonly (readonly [argv: readonly string[], message: string])[] = [
  [[], '--out is needed once, given 0 times'],
  [['--out', 'a', '--out', 'b'], '--out is needed once, given 2 times'],
  [['--out', 'a', '--tier', 'x', '--tier', 'y'], '--tier is given 2 times'],
  [['--out', 'a', '--teir', 'x'], 'unknown argument --teir (nearest: --tier)'],
  [['--out', 'a', '--tier'], '--tier has no value'],
  [['--out', 'a', '--tier', ''], '--tier has no value'],
  [['--out', 'a', '@'], 'unknown argument @'],
  [['--out', 'a', '--scores', 'k'], '--scores k: expected key=value'],
  [['--out', 'a', '--scores', 'k='], '--scores k=: expected key=value'],
  [['--out', 'a', '--scores', '=v'], '--scores =v: expected key=value'],
  [['--out', 'a', '--scores', 'k=v', '--scores', 'k=w'], '--scores k=w: the key is given twice'],
];

for (const [argv, message] of mistakes) {
  test(`${argv.join(' ')}: ${message}`, () => {
    assert.throws(
      () => parseArguments(argv, spec),
      (error) => {
        assert.ok(error instanceof InputError);
        assert.deepEqual(error.problems, [{ code: 'EV9001', location: 'arguments', message }]);
        return true;
      },
    );
  });
}

test('everything that is wrong is told at once', () => {
  assert.throws(
    () => parseArguments(['--tier', '', '--sores', 'x'], spec),
    (error) => error instanceof InputError && error.problems.length === 3,
  );
});

test('a key may hold an equals sign and a percent sign, as the rules write them', () => {
  const { file } = parseArguments(['--file', 'a%3Db/100%25.png=out/a=b.png'], { file: 'map' });
  assert.deepEqual([...file], [['a=b/100%.png', 'out/a=b.png']]);
});
