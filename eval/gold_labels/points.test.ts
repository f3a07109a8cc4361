import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { outlineOf } from './points.ts';

const circle = (unit: number) => Array.from({ length: 200_000 }, (_, i) => [unit * (0.5 + Math.cos(i) / 3), unit * (0.5 + Math.sin(i) / 3)] as const);

test('an outline may have more numbers than a call can have arguments', () => {
  assert.equal(outlineOf(circle(1), 'share', 's-1').length, 400_000);
  assert.equal(Math.max(...outlineOf(circle(100), 'share or per cent', 's-1').slice(0, 1_000)) <= 1, true);
  assert.throws(
    () => outlineOf(circle(100), 'share', 's-1'),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV1301',
  );
});
