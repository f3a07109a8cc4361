import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TruthRow } from '../contracts/corpus.ts';
import type { PredictionRow } from '../contracts/predictions.ts';
import { looksOfACorpus, type SampleRow } from '../contracts/samples.ts';
import { sha256 } from '../io/digest.ts';
import { polygonsToRuns } from '../masks/polygons.ts';
import { toText } from '../masks/runs.ts';
import { run } from './run.ts';

const square = (from: number, to: number) =>
  ({ kind: 'mask', mask: toText(polygonsToRuns([[from, from, to, from, to, to, from, to]], 64, 64)) }) as const;
const header = {
  schemaVersion: 4,
  kind: 'predictions',
  backend: { name: 'made', kind: 'made', digest: sha256('made'), checkpoint: null, config: {} },
} as const;
const ids = Array.from({ length: 3 * looksOfACorpus }, (_, i) => `sample-${i}`);

/** Labels around predictions, a pixel larger: all of these are traced. */
function scored(some: readonly string[], truth = square(10, 50), prediction = square(11, 49)): readonly SampleRow[] {
  const rows = some.map((id): PredictionRow => ({ id, status: 'ok', input: null, prediction }));
  const truths = some.map((id): TruthRow => ({ digest: sha256(id), id, truth }));
  return run({ shards: [{ location: 'shard', header, rows }], truth: { location: 'truth', rows: truths }, metrics: ['mask_iou'] }).rows;
}

const lookedAt = (rows: readonly SampleRow[]): string[] => rows.filter(({ geometry }) => geometry?.traced === true).map(({ id }) => id);
const notLookedAt = (rows: readonly SampleRow[]): string[] => rows.filter(({ geometry }) => geometry?.traced === undefined).map(({ id }) => id);

test('of few pictures all contours are looked at', () => assert.equal(lookedAt(scored(ids.slice(0, looksOfACorpus))).length, looksOfACorpus));

test('of many so many are, the same ones in any order, and the others say nothing', () => {
  const rows = scored(ids);
  assert.deepEqual([lookedAt(rows).length, notLookedAt(rows).length], [looksOfACorpus, ids.length - looksOfACorpus]);
  assert.deepEqual(lookedAt(scored(ids.toReversed())), lookedAt(rows));
});

test('shards have looked at what would be drawn of all', () => {
  const shards = [0, 1, 2, 3].flatMap((k) => lookedAt(scored(ids.filter((_, i) => i % 4 === k))));
  assert.deepEqual(
    lookedAt(scored(ids)).filter((id) => !shards.includes(id)),
    [],
  );
});

test('objects that are too small to tell take no look from others', () => {
  const small = ids.slice(0, looksOfACorpus).map((id) => `${id}-small`);
  assert.deepEqual(new Set(scored(small, square(10, 41), square(10, 41)).map(({ geometry }) => geometry?.traced)), new Set([null]));
});
