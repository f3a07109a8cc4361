/** Lines and indented texts are what json-stable-stringify writes, byte by byte. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import stringify from 'json-stable-stringify';
import { InputError } from '../errors/errors.ts';
import { canonicalJson, canonicalLine, type Entries, lineWithoutColumns, type Place } from './canonical_json.ts';

const keys = ['b', 'a', '10', '9', 'é', '', '\u{1F600}', 'Z', '__proto__x'];
const scalars = [0, -0, 1.5, 1e300, 5e-324, 'text', '', '"\\\u2028\n\ud800', true, false, null, undefined];

/** Whole numbers below a limit, by the generator of Park and Miller. */
function randomBelow(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

function randomValue(below: (limit: number) => number, depth: number): unknown {
  const kind = below(depth === 0 ? 1 : 4);
  const items = (): unknown[] => Array.from({ length: below(5) }, () => randomValue(below, depth - 1));
  if (kind === 1) return items();
  if (kind === 2) return Array.from({ length: below(5) }, () => (below(2) === 0 ? below(100) / 7 : 'word'));
  if (kind === 3) return Object.fromEntries(items().map((value) => [keys[below(keys.length)] as string, value]));
  return scalars[below(scalars.length)];
}

test('5,000 random values (seed 3)', () => {
  const below = randomBelow(3);
  for (let round = 0; round < 5000; round++) {
    const value = randomValue(below, 4);
    assert.equal(canonicalLine(value), stringify(value) ?? 'null');
    assert.equal(canonicalJson(value), `${stringify(value, { space: 1 }) ?? 'null'}\n`);
  }
});

/** Where columns may stand; lists are columns at one path. */
function place(take: (path: string, column: Entries) => void, list?: string, path = ''): Place {
  return {
    path,
    isColumn: path === list,
    below: (key) => place(take, list, path === '' ? key : `${path}.${key}`),
    take: (column) => take(path, column),
  };
}

const passing = place(() => {});

test('columns are taken out with the keys that lead to them, and their lengths stay', () => {
  const [b, a] = [Float64Array.of(0.5), Uint32Array.of(1, 2)];
  const taken: [string, Entries][] = [];
  const root = place((path, column) => void taken.push([path, column]), 'z.l');
  const line = lineWithoutColumns({ x: { b, a }, y: a, z: { b, l: ['t'], n: { a, l: ['t'], m: null } } }, root);
  assert.equal(line, '{"x":{"a":2,"b":1},"y":2,"z":{"b":1,"l":1,"n":{"a":2,"l":["t"],"m":null}}}');
  assert.deepEqual(taken, [
    ['x.a', a],
    ['x.b', b],
    ['y', a],
    ['z.b', b],
    ['z.l', ['t']],
    ['z.n.a', a],
  ]);
});

test('a column without rows around it, or in a list, has no form', () => {
  const column = Float64Array.of(0.5);
  assert.throws(() => canonicalLine({ column }), TypeError);
  assert.throws(() => canonicalJson({ column }), TypeError);
  assert.throws(() => lineWithoutColumns({ columns: [column] }, passing), TypeError);
});

for (const [value, location] of [
  [Number.NaN, 'the value'],
  [{ a: { score: Number.POSITIVE_INFINITY } }, 'score'],
  [{ scores: [1, Number.NaN] }, '1'],
  [{ box: { scores: Float64Array.of(1, Number.NaN) } }, 'box.scores'],
] as const) {
  test(`a number that JSON does not have is refused at ${location}`, () => {
    assert.throws(
      () => lineWithoutColumns(value, passing),
      (error) => error instanceof InputError && error.problems[0]?.code === 'EV5003' && error.problems[0].location === location,
    );
  });
}
