import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { readConfig } from './config.ts';

const evaluation = {
  backend: { rule: 'saliency_backend' },
  criteria: '//:criteria',
  datasets: { pots: { val: '//:pots' } },
  fields: { iou: { metric: 'iou', corpus: 'val' }, ms: { metric: 'latency', corpus: 'val' } },
  score: { iou: 1 } as unknown,
};

const mistakes: readonly [name: string, changed: Partial<typeof evaluation>, expected: RegExp][] = [
  ['a term of no field', { score: { iuo: 1 } }, /no field is called iuo \(nearest: iou\)/],
  ['no term', { score: {} }, /expected a weight above 0/],
  ['only weights of 0', { score: { iou: 0 } }, /expected a weight above 0/],
  ['a scale without a length', { score: { speed: { field: 'ms', weight: 1, zero: 50, one: 50 } } }, /zero and one, which differ/],
  ['half a scale', { score: { speed: { field: 'ms', weight: 1, zero: 500 } } }, /zero and one, which differ/],
  ['criteria that are not there', { criteria: 'nothing.yaml' }, /no such file beside service\.yaml/],
];
for (const [name, changed, expected] of mistakes) {
  test(`service.yaml with ${name} is refused before anything is served`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    t.after(() => rmSync(folder, { recursive: true }));
    for (const one of ['models', 'datasets']) mkdirSync(join(folder, one));
    const write = (of: object): string => {
      const file = join(folder, 'service.yaml');
      writeFileSync(file, JSON.stringify({ schema: 1, models: 'models', datasets: 'datasets', evaluations: { pots: of } }));
      return file;
    };
    assert.equal(readConfig(write(evaluation)).schema, 1);
    assert.throws(
      () => readConfig(write({ ...evaluation, ...changed })),
      (error) => error instanceof InputError && error.problems[0]?.code === 'EV9221' && expected.test(error.message),
    );
  });
}
