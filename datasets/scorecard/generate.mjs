/**
 * Writes the artefacts of this folder: node datasets/scorecard/generate.mjs (Node 24 or newer).
 * Two agents of chance, `baseline` and `candidate`, do 24 tasks each and some shadow traffic; the programs in
 * datasets/scorecard/producers label, count and report. The seed decides everything.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../eval/io/canonical_json.ts';
import { writeText } from '../../eval/io/files.ts';
import { randomStream } from '../../eval/stats/random.ts';
import { labelTrace } from './producers/label_steps.ts';
import { runEval } from './producers/run_eval.ts';
import { aggregateShadow } from './producers/shadow_aggregate.ts';
import { variantOf } from './producers/shadow_router.ts';

const seed = 20260722;
const chance = (label) => {
  const random = randomStream(seed, label);
  return { below: (n) => random.below(n), of: (share) => random.below(1_000_000) < share * 1_000_000 };
};
const write = (name, value) => writeText(join(import.meta.dirname, name), canonicalJson(value));

const agents = {
  baseline: { skill: 0.5, cents: 9, escalates: 0.04, stumbles: 0.2 },
  candidate: { skill: 0.72, cents: 8, escalates: 0.02, stumbles: 0.12 },
};

const tasks = Array.from({ length: 24 }, (_, i) => ({
  task_id: `task-${String(i + 1).padStart(2, '0')}`,
  criteria: [{ type: 'url_contains', value: '/done' }],
}));

function reportOf(name) {
  const random = chance(`report of ${name}`);
  const { skill, cents } = agents[name];
  return runEval(name, tasks, (task) => {
    const cost = (cents + random.below(5)) / 100;
    // One task crashes. What it had spent until then counts.
    if (task === 'task-07') return { raise: 'the browser went away', cost };
    const success = random.of(skill);
    return {
      success,
      status: success ? 'completed' : 'halted',
      url: `https://shop.example/${success ? 'done' : 'cart'}`,
      output: '',
      cost,
      error: '',
    };
  });
}

/** A run of 20 to 39 steps. */
function traceOf(variant, run) {
  const random = chance(`trace ${run}`);
  const { escalates, stumbles } = agents[variant];
  const steps = Array.from({ length: 20 + random.below(20) }, (_, step_index) => {
    if (random.of(escalates)) return { step_index, success: true, data: 'antibot', observed_outcome: '' };
    if (random.of(stumbles)) return { step_index, success: false, data: 'timeout', observed_outcome: '' };
    return { step_index, success: true, data: '', observed_outcome: random.of(0.7) ? 'the page changed' : '' };
  });
  return labelTrace({ run_id: run, variant, steps });
}

for (const name of [
  'report-candidate.json',
  'report-baseline.json',
  'shadow-summary.json',
  'champion-scores.json',
  'challenger-scores.json',
  'traces',
]) {
  rmSync(join(import.meta.dirname, name), { recursive: true, force: true });
}
write('report-candidate.json', reportOf('candidate'));
write('report-baseline.json', reportOf('baseline'));

// The router sends three runs of ten to the candidate.
const traces = Array.from({ length: 16 }, (_, i) => `run-${String(i + 1).padStart(2, '0')}`).map((run) =>
  traceOf(variantOf(run, 30, 'scorecard'), run),
);
for (const trace of traces) write(`traces/${trace.run_id}.json`, trace);
write('shadow-summary.json', aggregateShadow(traces));

const arms = chance('champion and challenger');
const scores = { champion: {}, challenger: {} };
const costs = { champion: {}, challenger: {} };
for (let i = 1; i <= 20; i++) {
  const task = `flow-${String(i).padStart(2, '0')}`;
  const before = 40 + arms.below(40);
  scores.champion[task] = before / 100;
  scores.challenger[task] = (before + arms.below(14) - 2) / 100;
  costs.champion[task] = (10 + arms.below(6)) / 100;
  costs.challenger[task] = (11 + arms.below(6)) / 100;
}
for (const arm of ['champion', 'challenger']) write(`${arm}-scores.json`, { scores: scores[arm], costs: costs[arm] });
