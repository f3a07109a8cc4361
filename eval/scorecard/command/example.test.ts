/** The example artefacts get the verdicts that their page promises. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Decision } from '../../contracts/decision.ts';
import { externalConfig } from '../../contracts/external_config.ts';
import { type ExternalInput, type Source, sourceOf } from '../../external_metrics/input.ts';
import { run } from '../../external_metrics/run.ts';
import { readBytes, readText } from '../../io/files.ts';
import { decisionOf, withStatus } from './testing/pipeline.ts';

const folder = 'datasets/scorecard';
const file = (name: string): Source => sourceOf(name, readBytes(`${folder}/${name}`));
const runs = readdirSync(`${folder}/traces`).sort();

const artefacts = {
  evalReport: file('report-candidate.json'),
  shadowSummary: file('shadow-summary.json'),
  traces: new Map(runs.map((name) => [name, file(`traces/${name}`)])),
};
const scores = { championScores: file('champion-scores.json'), challengerScores: file('challenger-scores.json') };
const reports = { baselineReport: file('report-baseline.json'), evalReport: file('report-candidate.json') };
const promotion = readText('criteria/scorecard/promotion_scorecard.yaml');
const champion = readText('criteria/scorecard/champion.yaml');

function decide(declaration: string, given: Omit<ExternalInput, 'config'>, criteria: string, tier?: string): Decision {
  const config = externalConfig.parse(JSON.parse(readText(`${folder}/config-${declaration}.json`)));
  return decisionOf(run({ config, ...given }), criteria, tier);
}

const byHand = ['parser_validity', 'grounding_accuracy', 'done_completeness'];

test('base: a go, with warnings for what nobody measured', () => {
  const decision = decide('plain', artefacts, promotion, 'base');
  assert.deepEqual([decision.verdict, decision.deciding], ['go', 'forbidden_region_avoidance']);
  assert.deepEqual(withStatus(decision, 'insufficient'), ['parser_validity', 'grounding_accuracy', 'gallery_recovery_rate', 'done_completeness']);
});

test('first_sft: a no-go for want of evidence, and a go once people vouch for it', () => {
  const without = decide('plain', artefacts, promotion, 'first_sft');
  assert.deepEqual([without.verdict, without.failed], ['no-go', byHand]);
  const decision = decide('overrides', artefacts, promotion, 'first_sft');
  assert.deepEqual([decision.verdict, withStatus(decision, 'insufficient')], ['go', ['gallery_recovery_rate']]);
});

test('future: a no-go', () => {
  const decision = decide('overrides', artefacts, promotion, 'future');
  assert.equal(decision.verdict, 'no-go');
  assert.deepEqual(withStatus(decision, 'fail'), [
    'task_pass_rate',
    'grounding_accuracy',
    'forbidden_region_avoidance',
    'loop_rate_max',
    'escalation_rate_max',
    'done_completeness',
    'cost_per_success_usd_max',
  ]);
});

test('nothing measured is void at every tier', () => {
  for (const tier of ['base', 'first_sft', 'future']) assert.equal(decide('plain', {}, promotion, tier).verdict, 'void', tier);
});

test('champion against challenger: a go by scores, a no-go by reports', () => {
  assert.equal(decide('champion', scores, champion).verdict, 'go');
  const decision = decide('champion', reports, champion);
  assert.deepEqual([decision.verdict, withStatus(decision, 'fail').includes('regressions')], ['no-go', true]);
});
