/** Two candidates side by side: verdict each, Holm's correction, and that they count as candidates that the data judged. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { candidates } from '../../eval/contracts/candidates.ts';
import { report } from '../../eval/contracts/report.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(`examples/detection/${path}`, 'utf8'));
const compared = candidates.parse(read('choice/candidates.json'));
const resultOf = (id: string, name: string) => compared.criteria.find((criterion) => criterion.id === id)?.results[name];

test('each candidate has the verdict of its own report', () => {
  assert.deepEqual(
    compared.candidates.map(({ name, verdict, deciding }) => [name, verdict, deciding]),
    [
      ['long', 'no-go', 'each_class/mug'],
      ['steady', 'inconclusive', 'each_class/plate'],
    ],
  );
  for (const { name, verdict, why } of compared.candidates) {
    const { decision } = report.parse(read(`choice.${name}/report.json`));
    assert.deepEqual([decision.verdict, decision.why], [verdict, why]);
  }
});

test('the other candidate counts as one that the data judged, and the report says so', () => {
  assert.equal(resultOf('reuse', 'steady')?.observed, 8 + 1);
  assert.match(compared.policy.notices.join('\n'), /2 candidates were judged on the same data/);
});

test('Holm decides: the plates of `steady` lie clear of the limit alone, and not as one class of four', () => {
  const { decision } = report.parse(read('choice.steady/report.json'));
  const plates = decision.criteria.find(({ id }) => id === 'each_class/plate');
  assert.ok(plates?.interval && plates.correction);
  assert.ok(plates.interval.low > plates.limit && plates.correction.p < 0.05 && plates.correction.adjusted > 0.05, JSON.stringify(plates.correction));
  assert.equal(plates.status, 'inconclusive');
});
