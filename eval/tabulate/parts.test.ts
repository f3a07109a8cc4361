/** Numbers of parts: of samples, pooled, and of whole slices by a definition of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { type CorpusDefinition, defineCorpusMetric, type SampleMetric } from '../annotations/metric.ts';
import type { SeriesObservation } from '../annotations/series/schema.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { SampleRow } from '../contracts/samples.ts';
import { checkParameters } from '../criteria/check_measure.ts';
import { askedOn } from './asked.ts';
import { at, must } from './items.ts';
import { columnsOf, measuredIn, measureOf, scored } from './testing/build.ts';

const definition: MetricDefinition = {
  id: 'of_parts',
  version: 1,
  title: 'Of parts',
  summary: '',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  undefinedWhen: 'never',
};
const corpus = { parts: { class: ['bowl', 'traffic light'], other: ['lid'] } };
const pooled: SampleMetric = {
  ...definition,
  parts: { sets: ['class'], whole: false },
  kind: 'sample',
  truthKind: 'mask',
  aggregate: 'ratio',
  measure: () => [],
};

test('a corpus is asked about the whole, then about its parts of the metric’s sets', () => {
  const both = { ...pooled, id: 'both', parts: { sets: ['class', 'other'], whole: true } };
  const asked = (parts: typeof corpus | object) => askedOn(parts, [pooled, both]).map(({ metric, part }) => [metric.id, part]);
  assert.deepEqual(asked(corpus), [
    ['of_parts', 'bowl'],
    ['of_parts', 'traffic light'],
    ['both', null],
    ['both', 'bowl'],
    ['both', 'lid'],
    ['both', 'traffic light'],
  ]);
  assert.deepEqual(asked({}), [['both', null]]);
});

test('a pooled number of a part adds up the counts of the samples that have it', () => {
  const part = (value: number, numerator: number, denominator: number) => ({
    values: { of_parts: value },
    counts: { of_parts: { numerator, denominator } },
  });
  const rows: SampleRow[] = [
    scored('a', [1, 1, 1], { parts: { 'traffic light': part(0.5, 1, 2) } }),
    scored('b', [1, 1, 1], { parts: { 'traffic light': part(0.75, 6, 8), bowl: part(1, 3, 3) } }),
    scored('c', [1, 1, 1]),
  ];
  const [bowl, light] = columnsOf(askedOn(corpus, [pooled]), rows, measureOf().measure);
  assert.deepEqual(light && measuredIn(light), [0.5, 0.75, { undefined: 'the sample has no traffic light' }]);
  assert.deepEqual([0, 1, 2].map(must(light).counts), [true, true, false]);
  assert.equal(light?.summing.over([0, 1]), 7 / 10);
  assert.deepEqual([0, 1, 2].map(must(bowl).counts), [false, true, false]);
});

const asked: (readonly string[])[] = [];
/** Mean prediction plus the length of the part's name, times a chosen factor; two numbers in one pass. */
const ofSlices: CorpusDefinition<SeriesObservation, { factor: number }> = {
  id: 'made_up',
  truthKind: 'series',
  withoutFailed: true,
  parameters: z.strictObject({ factor: z.number().default(1) }),
  numbers: ['sum', 'twice'].map((id) => ({ ...definition, id, parts: { sets: ['class'], whole: true } })),
  prepare(observations, parts, parameters) {
    asked.push(parts);
    return (weights) => {
      const total = observations.reduce((sum, { predicted }, i) => sum + (weights[i] ?? 0) * (predicted[0] ?? 0), 0) * (parameters?.factor ?? 0);
      return [null, ...parts].flatMap((part) => [total + (part?.length ?? 0), 2 * (total + (part?.length ?? 0))]);
    };
  },
};
const rows = [3, 5].map((value, i) =>
  scored(`s${i}`, [1, 1, 1], { values: {}, counts: {}, observation: { kind: 'series', predicted: [value], target: [0] } }),
);

test('a definition is prepared once for all parts and numbers, with what the criteria chose', () => {
  const metrics = defineCorpusMetric(ofSlices);
  const columns = columnsOf(askedOn(corpus, metrics), rows, { ...measureOf().measure, parameters: { made_up: { factor: 10 } } });
  assert.deepEqual(
    columns.map(({ metric, part, summing }) => [metric.id, part, summing.over([0, 1])]),
    [
      ['sum', null, 80],
      ['sum', 'bowl', 84],
      ['sum', 'traffic light', 93],
      ['twice', null, 160],
      ['twice', 'bowl', 168],
      ['twice', 'traffic light', 186],
    ],
  );
  // Single samples are asked for the whole alone.
  assert.deepEqual(
    asked.filter((parts) => parts.length > 0),
    [['bowl', 'traffic light']],
  );
  assert.deepEqual(measuredIn(at(columns, 0)), [30, 50], 'one sample is a slice of its own');
  assert.ok(measuredIn(at(columns, 1)).every((value) => typeof value === 'object'));
  const { part } = at(columns, 2).summing.byGroup([0, 1], Int32Array.of(0, 1));
  assert.ok('resampled' in part);
  assert.deepEqual(part.resampled.evaluate(Float64Array.of(2, 0))[part.position], 60 + 'traffic light'.length);
});

test('EV2020: parameters that no definition has, or that it does not know', () => {
  const faults = (chosen: Record<string, never>) =>
    checkParameters(chosen, [ofSlices as CorpusDefinition]).map(({ code, path }) => [code, path.join('.')]);
  assert.deepEqual(faults({ made_up: { factor: 2 } } as never), []);
  assert.deepEqual(faults({ made_op: {}, made_up: { factor: 'two', faktor: 1 } } as never), [
    ['EV2020', 'measure.parameters.made_op'],
    ['EV2020', 'measure.parameters.made_up.factor'],
    ['EV2020', 'measure.parameters.made_up.faktor'],
  ]);
});
