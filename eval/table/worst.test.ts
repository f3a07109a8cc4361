import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { InputError } from '../errors/errors.ts';
import { PairsDigest, pairsDigest } from './pairs.ts';
import { worstRows } from './worst.ts';

const identity = (name: string) => ({ name, kind: 'test', digest: `sha256:${'0'.repeat(64)}`, checkpoint: null, config: {} });
const definition = (id: string, better: 'higher' | 'lower', secondary = false): MetricsTable['definitions'][number] => {
  return { id, version: 1, title: id, summary: '', unit: '', range: [null, null], better, secondary, undefinedWhen: 'never' };
};
const table: Pick<MetricsTable, 'backends' | 'definitions'> = {
  backends: [
    { role: 'reference', identity: identity('other') },
    { role: 'candidate', identity: identity('new') },
    { role: 'baseline', identity: identity('old') },
  ],
  definitions: [definition('iou', 'higher'), definition('error', 'lower'), definition('aside', 'higher', true)],
};

function pair(id: string, ours: number, theirs: number | null, kind = 'cup'): PairRow {
  const values = (value: number | null) => ({ iou: value ?? { undefined: 'failed' }, error: value ?? { undefined: 'failed' }, aside: 1 });
  return {
    corpus: 'pots',
    id,
    group: id,
    slices: { kind: [kind] },
    status: {},
    values: { new: values(ours), old: values(theirs), other: values(0) },
  };
}

const pairs = [pair('b', 0.2, 0.1), pair('a', 0.2, 0.4), pair('c', 0.9, null), pair('d', 0.5, 0.5, 'jug')];
const rows = worstRows(table, pairs);
const ids = (metric: string, of: string, value?: string) =>
  rows.find((row) => row.metric === metric && row.of === of && row.where.slice?.value === value)?.samples;

test('the worst come first by the direction of the metric, ties by id', () => {
  assert.deepEqual(ids('iou', 'candidate'), ['a', 'b', 'd', 'c']);
  assert.deepEqual(ids('error', 'candidate'), ['c', 'd', 'a', 'b']);
});

test('a difference needs both values', () => {
  assert.deepEqual(ids('iou', 'candidate - baseline'), ['a', 'd', 'b']);
  assert.deepEqual(ids('error', 'candidate - baseline'), ['b', 'd', 'a']);
});

test('each slice has its own, at most five', () => {
  assert.deepEqual(ids('iou', 'candidate', 'jug'), ['d']);
  const many = Array.from({ length: 9 }, (_, i) => pair(`s${i}`, i, null));
  assert.deepEqual(worstRows(table, many)[0]?.samples, ['s0', 's1', 's2', 's3', 's4']);
});

test('secondary metrics and what has no value have none', () => {
  assert.deepEqual([...new Set(rows.map(({ metric }) => metric))].sort(), ['error', 'iou']);
  assert.deepEqual(worstRows({ ...table, backends: table.backends.slice(0, 1) }, pairs), []);
});

test('EV5403: samples of another table', () => {
  const digest = new PairsDigest();
  for (const one of pairs.slice(1)) digest.add(one);
  digest.check({ pairs: pairsDigest(pairs.slice(1)) });
  assert.throws(
    () => digest.check({ pairs: pairsDigest(pairs) }),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV5403',
  );
});
