import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Composite } from '../contracts/criteria.ts';
import { type MetricDefinition, metricDefinition } from '../contracts/metrics.ts';
import { compositeDefinition, externalDefinition } from './declared.ts';

const ranges: Readonly<Record<string, MetricDefinition['range']>> = { iou: [0, 1], plcc: [-1, 1], rmse: [0, null], gap: [null, 0] };

function definitionOf(id: string): MetricDefinition | undefined {
  const range = ranges[id];
  const rest = { id, version: 1, title: id, summary: '', unit: '', better: 'higher', secondary: false, undefinedWhen: '' } as const;
  return range === undefined ? undefined : { ...rest, range };
}

function composite(...terms: (Partial<Composite['terms'][number]> & { metric: string })[]): MetricDefinition {
  const full = terms.map((term) => ({ weight: 1, of: 'value' as const, ...term }));
  return compositeDefinition({ id: 'quality', title: 'Quality', better: 'higher', terms: full }, definitionOf);
}

test('a composite is a complete definition', () => {
  const definition = composite({ metric: 'iou', weight: 0.75 }, { metric: 'plcc', weight: 0.125, of: 'complement', when_undefined: 0 });
  assert.deepEqual(metricDefinition.parse(definition), definition);
  assert.deepEqual(definition, {
    id: 'quality',
    version: 1,
    title: 'Quality',
    summary: 'Weighted sum: 0.75 x iou + 0.125 x (1 - plcc) (0 stands in where plcc is undefined).',
    unit: 'score',
    range: [0, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'iou is undefined',
  });
});

const cases: Record<string, { found: MetricDefinition['range']; range: MetricDefinition['range'] }> = {
  'weights that are not binary reach 1': {
    found: composite({ metric: 'iou', weight: 0.7 }, { metric: 'iou', weight: 0.2 }, { metric: 'iou', weight: 0.1 }).range,
    range: [0, 1],
  },
  'a negative weight turns a range round': { found: composite({ metric: 'plcc', weight: -2 }).range, range: [-2, 2] },
  'and an open one': { found: composite({ metric: 'rmse', weight: -2 }).range, range: [null, 0] },
  'a complement': { found: composite({ metric: 'plcc', of: 'complement' }).range, range: [0, 2] },
  'a complement of an open range': { found: composite({ metric: 'rmse', of: 'complement' }).range, range: [null, 1] },
  'open below': { found: composite({ metric: 'gap', weight: 3 }, { metric: 'iou' }).range, range: [null, 1] },
  'open on both sides': { found: composite({ metric: 'gap' }, { metric: 'rmse' }).range, range: [null, null] },
  'no weight, no range': { found: composite({ metric: 'rmse', weight: 0 }, { metric: 'iou', weight: 0.5 }).range, range: [0, 0.5] },
  'an unknown metric is open': { found: composite({ metric: 'nobody' }, { metric: 'iou' }).range, range: [null, null] },
};
for (const [name, { found, range }] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(found, range));
}

test('what leaves a composite undefined', () => {
  assert.equal(composite({ metric: 'iou' }, { metric: 'iou', of: 'complement' }, { metric: 'plcc' }).undefinedWhen, 'iou or plcc is undefined');
  assert.equal(composite({ metric: 'iou', when_undefined: 0 }).undefinedWhen, 'never: something stands in for each term');
});

test('evidence is defined as it is declared', () => {
  const declared = { id: 'cost', title: 'Cost', unit: 'USD', range: [0, null], better: 'lower', summary: 'Dollars for each success.' } as const;
  const definition = externalDefinition({ ...declared, range: [...declared.range] });
  assert.deepEqual(metricDefinition.parse(definition), definition);
  assert.deepEqual(definition, { ...declared, version: 1, secondary: false, undefinedWhen: 'the external metrics do not have it' });
});
