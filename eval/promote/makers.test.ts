/** The digests that a promotion computes again are those that their makers write: of a policy, and of a backend. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { backends } from '../backends/registry.ts';
import { onCpu } from '../backends/testing/predict.ts';
import { run as checkFiles } from '../checkpoint/run.ts';
import { run as makePolicy } from '../criteria/run.ts';
import { run as infer } from '../infer/run.ts';
import { readText } from '../io/files.ts';
import { toolVersions } from '../io/tool_versions.ts';
import { shipped } from '../metrics/table.ts';
import { run as tabulate } from '../tabulate/run.ts';
import { checkpointProblems } from './check_checkpoint.ts';
import { decisionProblems } from './check_decision.ts';
import { inputs } from './testing/machine.ts';

test('policy.json and measurement.json have the digests that they state', () => {
  const [criteria, sanity] = ['criteria/pottery/success_criteria.yaml', 'criteria/sanity.yaml'].map((location) => ({
    location,
    text: readText(location),
  }));
  const made = makePolicy({ criteria: criteria!, sanity: sanity!, tier: undefined, metrics: shipped });
  const problems = decisionProblems({ ...inputs.a, ...made }, false).map(({ message }) => message);
  assert.ok(problems.includes('the decision was made by another policy'));
  assert.deepEqual(
    problems.filter((message) => message.includes('the digest that it states')),
    [],
  );
});

test('a backend has the digest that infer writes', async () => {
  const name = 'pottery-v2-e2e.onnx';
  const model = readFileSync(`${import.meta.dirname}/../../datasets/pottery/checkpoints/${name}`);
  const manifest = checkFiles({ name, model, data: new Map() });
  const { header } = await infer({
    backends,
    backend: { name: 'yolo', kind: 'yolo_seg', config: {} },
    source: onCpu({ checkpoint: manifest, bytes: model, data: new Map() }),
    corpus: 'none',
    inputs: [],
    picture: () => assert.fail('there is no picture'),
  });
  const { decision } = inputs.a;
  const digests = { ...decision.digests, candidate: header.backend.digest, candidateCheckpoint: manifest.digest };
  const given = { ...inputs.a, backend: header.backend, checkpoint: { manifest, model, data: new Map() }, decision: { ...decision, digests } };
  assert.deepEqual(checkpointProblems(given), []);
});

test('a candidate that was measured elsewhere has the digest that tabulate writes', () => {
  const { manifest } = inputs.a.checkpoint!;
  const subject = { candidate: 'fast', checkpoint: manifest.digest, baseline: null };
  const scorecard = {
    schemaVersion: 1,
    kind: 'evidence',
    name: 'scorecard',
    digest: manifest.digest,
    subject,
    inputs: [],
    rows: [],
    remarks: [],
  } as const;
  const table = tabulate({
    evaluation: '//eval:report',
    measure: inputs.a.measure,
    corpora: new Map(),
    slices: new Map(),
    scores: [],
    external: new Map([['scorecard', { ...scorecard, inputs: [], rows: [], remarks: [] }]]),
    training: null,
    tools: toolVersions(),
  });
  const backend = table.backends[0]!.identity;
  const { decision } = inputs.a;
  const digests = { ...decision.digests, candidate: backend.digest, candidateCheckpoint: manifest.digest };
  assert.deepEqual(checkpointProblems({ ...inputs.a, backend, decision: { ...decision, digests } }), []);
});
