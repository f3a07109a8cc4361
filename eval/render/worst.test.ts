import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestInput } from './testing/fixture.ts';
import { changed, fixture, unmeasured, viewOf } from './testing/fixture.ts';
import type { WorstSamples } from './worst.ts';
import { aboutWorst, worstSamples } from './worst.ts';

function worst(change: (input: TestInput) => void = () => {}, name: 'pottery' | 'series' = 'series'): WorstSamples {
  const found = worstSamples(viewOf(changed(change, name)));
  assert.ok(found);
  return found;
}

const ids = ({ samples }: WorstSamples): string[] => samples.map(({ rank, sample }) => `${rank} ${sample.id}`);

/** Gives the candidate these values of the metric that ranks, sample by sample. */
function valued(values: readonly (number | null)[]): (input: TestInput) => void {
  return (input) => {
    input.pairs = input.pairs.slice(0, values.length);
    for (const [i, sample] of input.pairs.entries()) sample.values['mlp_small'] = { rmse: values[i] ?? { undefined: 'no frames' }, plcc: 0.5 };
  };
}

test('by the metric that makes a pass, from the worst, at most twenty', () => {
  assert.equal(worst().ranking.id, 'rmse');
  assert.deepEqual(ids(worst()).slice(0, 3), ['1 fox_02', '2 fox_01', '3 night_02']);
  assert.equal(worst(() => {}, 'pottery').samples.length, 20);
  assert.deepEqual(ids(worst(() => {}, 'pottery')).slice(0, 2), ['1 374', '2 322']);
});

test('else by the first metric that samples have', () => {
  const found = worst((input) => {
    input.metrics.pass = null;
    input.metrics.definitions.reverse();
  });
  assert.equal(found.ranking.id, 'mse_bias');
});

test('failed samples come first and share their rank; equal values do too', () => {
  const found = worst((input) => {
    valued([1, 3, 3, 2, null])(input);
    for (const i of [3, 4]) Object.assign(input.pairs[i] ?? {}, { status: { mlp_small: 'failed' }, reasons: { mlp_small: `reason ${i}` } });
  });
  assert.deepEqual(ids(found), ['1 fox_01', '1 ferry_02', '3 bridge_02', '3 ferry_01', '5 bridge_01'].toSorted());
  assert.deepEqual(
    found.samples.map(({ failure }) => failure),
    ['reason 3', 'reason 4', null, null, null],
  );
});

test('a sample without a value that did not fail has no rank, and is counted', () => {
  const found = worst(valued([1, null, 2]));
  assert.equal(found.unranked, 1);
  assert.equal(found.samples.length, 2);
  assert.match(aboutWorst(viewOf(fixture('series')), found), /of which more is worse.* 1 sample without a value has no rank\.$/);
});

test('at most eight metrics, those that criteria judge before the others', () => {
  const found = worst((input) => {
    const [definition] = input.metrics.definitions;
    assert.ok(definition);
    const more = Array.from({ length: 12 }, (_, i) => `extra${i}`);
    input.metrics.definitions = [...more.map((id) => ({ ...definition, id })), ...input.metrics.definitions];
    for (const sample of input.pairs) Object.assign(sample.values['mlp_small'] ?? {}, Object.fromEntries(more.map((id) => [id, 1])));
  });
  assert.deepEqual(
    [found.ranking, ...found.others].map(({ id }) => id),
    ['rmse', 'plcc', 'extra0', 'extra1', 'extra2', 'extra3', 'extra4', 'extra5'],
  );
});

test('where nothing was measured, or no sample is there, there is no table', () => {
  assert.equal(worstSamples(viewOf(unmeasured('series'))), undefined);
  assert.equal(worstSamples(viewOf(fixture('evidence'))), undefined);
});
