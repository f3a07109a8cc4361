import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../errors/errors.ts';
import { readText } from '../../io/files.ts';
import { shipped } from '../../metrics/table.ts';
import { run as makePolicy } from '../run.ts';
import { type NamesInput, run } from './run.ts';

const metrics = shipped;
const head = `schema: 1
id: pots
version: 1
measure:
  external_metrics: [{id: cost, title: Cost, unit: USD, range: [0, null], better: lower}]
  statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 5}
criteria:
  - {id: floor, metric: mask_iou, where: {corpus: heldout}, of: candidate, limit: 0.5, minimum_n: 3}
`;
const kind = [{ value: 'mug', title: 'Mugs', samples: 3 }];
const corpora: NamesInput['corpora'] = new Map([
  ['heldout', { dimensions: { kind } }],
  ['detection', { dimensions: {}, parts: { class: ['bowl', 'mug'] } }],
]);
const sanity = { text: readText('criteria/sanity.yaml'), location: 'sanity.yaml' };

/** Problems of the head with one more criterion, from line 9 on. */
function problemsOf(criterion: string, hasBaseline = true): string[] {
  const criteria = { text: `${head}  - {id: more, of: candidate, limit: 0, minimum_n: 1, ${criterion}}\n`, location: 'gates/pots.yaml' };
  const { measure, policy } = policyFrom(criteria);
  try {
    run({ criteria, policy, measure, corpora, external: ['bill'], hasBaseline, metrics });
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map(({ code, location, message }) => `${code} ${location} ${message}`);
  }
  return [];
}

function policyFrom(criteria: NamesInput['criteria']) {
  return makePolicy({ criteria, sanity, tier: undefined, metrics });
}

const at = (column: number): string => `gates/pots.yaml:9:${column} criterion "more":`;

const cases: [criterion: string, expected: string[]][] = [
  ['metric: mask_iou, where: {corpus: heldout, each: kind}', []],
  ['metric: bbox_ap, where: {corpus: detection, each: {part: class}, except: [mug]}', []],
  ['metric: bbox_ap, where: {corpus: detection, part: bowl}', []],
  ['metric: cost, where: {corpus: bill}', []],
  ['metric: mask_iou, where: {corpus: heldut}', [`EV5302 ${at(80)} no corpus "heldut" (nearest: heldout)`]],
  ['metric: mask_iou, where: {corpus: heldout, each: kinds}', [`EV5302 ${at(80)} no slice dimension of heldout "kinds" (nearest: kind)`]],
  ['metric: mask_iou, where: {corpus: heldout, slice: {kind: mugs}}', [`EV5302 ${at(80)} no value of kind "mugs" (nearest: mug)`]],
  [
    'metric: bbox_ap, where: {corpus: detection, part: bowls}',
    [`EV5302 ${at(79)} no part of detection that bbox_ap is measured of "bowls" (nearest: bowl)`],
  ],
  [
    'metric: bbox_ap, where: {corpus: detection, each: {part: classes}}',
    [`EV5302 ${at(79)} no set of parts of detection "classes" (nearest: class)`],
  ],
];

for (const [criterion, expected] of cases) test(criterion, () => assert.deepEqual(problemsOf(criterion), expected));

test('a difference needs a baseline', () => {
  const criterion = 'metric: mask_iou, where: {corpus: heldout}';
  const difference = `${head.replace('of: candidate,', 'of: candidate - baseline,')}`;
  const criteria = { text: difference, location: 'c.yaml' };
  const { measure, policy } = policyFrom(criteria);
  const input = { criteria, policy, measure, corpora, external: [], metrics };
  assert.doesNotThrow(() => run({ ...input, hasBaseline: true }), criterion);
  assert.throws(() => run({ ...input, hasBaseline: false }), /EV5304 {2}c\.yaml:8:42/);
});
