/** Evidence beside measured numbers: one policy may ask for both, and both must be about one candidate. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BackendIdentity } from '../../contracts/backend.ts';
import type { Decision } from '../../contracts/decision.ts';
import { externalConfig } from '../../contracts/external_config.ts';
import { InputError } from '../../errors/errors.ts';
import { sourceOf } from '../../external_metrics/input.ts';
import { run as readExternal } from '../../external_metrics/run.ts';
import { sha256 } from '../../io/digest.ts';
import { readBytes, readText } from '../../io/files.ts';
import { judge, readCriteria } from '../../pipeline/judge.ts';
import { identityOf, inputOf, scored, sliceRowOf } from '../../tabulate/testing/build.ts';

const folder = 'datasets/scorecard';
const criteria = `schema: 1
id: agent
version: 1
measure:
  external_metrics:
    - {id: task_pass_rate, title: Task pass rate, unit: ratio, range: [0, 1], better: higher}
  statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 2}
criteria:
  - {id: tasks, metric: task_pass_rate, where: {corpus: scorecard}, of: candidate, limit: 0.55, minimum_n: 20}
  - {id: tasks_not_worse, metric: task_pass_rate, where: {corpus: scorecard}, of: candidate - baseline, limit: 0, minimum_n: 20}
  - {id: masks, metric: mask_iou, where: {corpus: heldout}, of: candidate, limit: 0.7, minimum_n: 3}
`;

const sanity = { location: 'sanity.yaml', text: readText('criteria/sanity.yaml') };

function decided(declaration: string, checkpoint: string | null): Decision {
  const source = (name: string) => sourceOf(name, readBytes(`${folder}/${name}`));
  const evidence = readExternal({
    config: externalConfig.parse(JSON.parse(readText(`${folder}/config-${declaration}.json`))),
    evalReport: source('report-candidate.json'),
    baselineReport: source('report-baseline.json'),
  });
  const ids = ['a', 'b', 'c', 'd'];
  const samples = ids.map((id) => sliceRowOf(id));
  const rows = ids.map((id, i) => scored(id, [8, 10 + i, 10]));
  const input = inputOf({ samples, candidate: rows, baseline: rows });
  const identity: BackendIdentity = { ...identityOf('agent-2'), checkpoint };
  const scores = input.scores.map((file) => (file.role === 'candidate' ? { ...file, header: { ...file.header, backend: identity } } : file));
  return judge(readCriteria({ location: 'criteria.yaml', text: criteria }, sanity), {
    ...input,
    scores,
    external: new Map([['scorecard', evidence]]),
  }).decision;
}

test('a policy asks for evidence and for measured numbers alike', () => {
  const { criteria: results } = decided('plain', sha256('a model'));
  assert.deepEqual(
    results.map(({ id, status, n }) => [id, status, n]),
    [
      ['tasks', 'pass', 24],
      ['tasks_not_worse', 'pass', 24],
      ['masks', 'fail', 4],
    ],
  );
});

test('evidence about another checkpoint than the measured one is refused', () => {
  assert.throws(
    () => decided('wrong-subject', sha256('a model')),
    (error) => error instanceof InputError && error.problems.map(({ code }) => code).join() === 'EV5210',
  );
});
