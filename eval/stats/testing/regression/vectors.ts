/** The regression vectors: inputs and the values that NumPy and SciPy, a definition or a policy give for them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Measured } from '../../../contracts/samples.ts';

/** `value` and `reason` may stand apart: null among the expected values means undefined for that reason. */
export interface Vector<Input, Expected> {
  readonly id: string;
  readonly kind: string;
  readonly input: Input;
  readonly expected: Expected & { readonly reason?: string };
  readonly tolerance: Tolerance;
}

/** Whichever of the two is looser. */
export interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

const notNumbers = new Set(['NaN', 'Infinity', '-Infinity']);

/** Numbers that JSON does not have are texts there. */
const vectors = JSON.parse(readFileSync('eval/stats/testing/regression/vectors.json', 'utf8'), (_, value: unknown) =>
  typeof value === 'string' && notNumbers.has(value) ? Number(value) : value,
) as readonly Vector<never, never>[];

export function vectorsOf<Input, Expected>(kind: string): Vector<Input, Expected>[] {
  const found = vectors.filter((vector) => vector.kind === kind);
  assert.ok(found.length > 0, `no vector of kind ${kind}`);
  return found;
}

export function kindsOfVectors(): Set<string> {
  return new Set(vectors.map(({ kind }) => kind));
}

/** Null stands for undefined; a reason, where one is given, must be the right one. */
export function assertMeasured(got: Measured, expected: number | null, { abs, rel }: Tolerance, what: string, reason?: string): void {
  if (expected === null) {
    assert.ok(typeof got === 'object', `${what}: got ${got}, expected none`);
    if (reason !== undefined) assert.deepEqual(got, { undefined: reason }, what);
    return;
  }
  const isNear = typeof got === 'number' && Math.abs(got - expected) <= Math.max(abs, rel * Math.abs(expected));
  assert.ok(isNear, `${what}: got ${JSON.stringify(got)}, expected ${expected}`);
}
