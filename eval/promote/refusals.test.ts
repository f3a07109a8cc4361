/** Everything that stands against a promotion: refused with its code, written down with all reasons, nothing moved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { Decision } from '../contracts/decision.ts';
import { digestOf } from '../io/digest.ts';
import type { GivenCheckpoint, PromotionInputs } from './inputs.ts';
import type { Promotion } from './promote.ts';
import { parseTrail } from './store/trail.ts';
import { checkpointOf, corpus, inputsOf, policyOf } from './testing/inputs.ts';
import { codesIn, inputs, Machine, promoting, promotionOf, verifying } from './testing/machine.ts';
import { MemoryFileSystem } from './testing/memory_file_system.ts';

const good = inputs.a;
const goodCheckpoint = good.checkpoint!;
const wrong = digestOf('wrong');
const noGo = inputsOf({ checkpoint: goodCheckpoint, overlap: 0.6 });
const voided = inputsOf({
  checkpoint: goodCheckpoint,
  policy: rewritten(policyOf(1, 0.7), (policy) => {
    const check = Object.keys(policy.sanity)[0] ?? '';
    return { ...policy, sanity: { ...policy.sanity, [check]: { level: 'void', limit: -1, minimum_n: 0, missing: 'void' } } };
  }),
  table: (table) => {
    const check = Object.keys(policyOf(1, 0.7).sanity)[0] ?? '';
    return { ...table, facts: [{ check, corpus: '', backend: '', metric: '', value: null, n: 9, detail: 'test', samples: [] }] };
  },
});
const recorded = inputsOf({});

/** A policy with another content and the digest of that content. */
function rewritten(
  policy: PromotionInputs['policy'],
  change: (policy: PromotionInputs['policy']) => PromotionInputs['policy'],
): PromotionInputs['policy'] {
  const { schemaVersion, kind, digest: _digest, ...content } = change(policy);
  return { schemaVersion, kind, ...content, digest: digestOf(content) };
}

const withDecision = (change: Partial<Decision>, of: PromotionInputs = good): PromotionInputs => ({ ...of, decision: { ...of.decision, ...change } });
const withDigests = (change: Partial<Decision['digests']>): PromotionInputs => withDecision({ digests: { ...good.decision.digests, ...change } });
const withCheckpoint = (change: Partial<GivenCheckpoint>): PromotionInputs => ({ ...good, checkpoint: { ...goodCheckpoint, ...change } });
const withManifest = (change: Partial<Checkpoint>): PromotionInputs => withCheckpoint({ manifest: { ...goodCheckpoint.manifest, ...change } });
const forced: Partial<Promotion> = { force: true, reason: 'a fix for one customer' };

const table: Record<string, { inputs: PromotionInputs; codes: string[]; more?: Partial<Promotion>; says?: RegExp }> = {
  'a no-go': { inputs: noGo, codes: ['EV7001'], says: /the verdict is no-go: .*0\.600/ },
  'a void': { inputs: voided, codes: ['EV7001'], says: /the verdict is void/ },
  'a void, forced': { inputs: voided, codes: ['EV7001'], more: forced, says: /a void cannot be forced/ },

  'a verdict edited from no-go to go': {
    inputs: withDecision({ verdict: 'go', recommendation: 'go', failed: [] }, noGo),
    codes: ['EV7002'],
    says: /another decision \(no-go\); it differs in: failed, recommendation, verdict/,
  },
  'a decision with one word of a reason edited': { inputs: withDecision({ why: 'trust me' }), codes: ['EV7002'], says: /differs in: why/ },
  'a no-go with edited numbers, forced: force is about the verdict only': {
    inputs: withDecision({ why: 'nearly' }, noGo),
    codes: ['EV7002'],
    more: forced,
  },
  'a table that gives no decision': {
    inputs: { ...good, metrics: { ...good.metrics, definitions: [] } },
    codes: ['EV7002'],
    says: /give no decision: .*\(EV5306\)/,
  },
  'an edited number in the table': {
    inputs: { ...noGo, metrics: { ...noGo.metrics, rows: good.metrics.rows } },
    codes: ['EV7001', 'EV7002'],
  },

  'older criteria': {
    inputs: { ...good, policy: policyOf(2, 0.7) },
    codes: ['EV7002', 'EV7006'],
    says: /the decision was made by another policy/,
  },
  'an edited limit under the old digest': {
    inputs: { ...noGo, policy: { ...policyOf(1, 0.5), digest: noGo.policy.digest } },
    codes: ['EV7001', 'EV7002', 'EV7006'],
    says: /its content does not have the digest that it states/,
  },
  'an edited measuring part under the old digest': {
    inputs: { ...good, measure: { ...good.measure, measure: { ...good.measure.measure, pass: { metric: 'mask_iou', at: 0.1 } } } },
    codes: ['EV7006'],
  },
  'another measuring part': {
    inputs: { ...good, measure: { ...good.measure, digest: digestOf(1), measure: good.measure.measure } },
    codes: ['EV7006'],
  },

  'another checkpoint': { inputs: { ...good, checkpoint: checkpointOf('other') }, codes: ['EV7003'] },
  'another checkpoint, forced': { inputs: { ...good, checkpoint: checkpointOf('other') }, codes: ['EV7003'], more: forced },
  'another model under the right manifest': {
    inputs: withCheckpoint({ model: checkpointOf('other').model }),
    codes: ['EV7004'],
    says: /model\.onnx\n {2}the file is not the one that was checked/,
  },
  'external data that the manifest does not list': {
    inputs: withCheckpoint({ data: new Map([['extra.bin', Buffer.from('x')]]) }),
    codes: ['EV7004'],
  },
  'external data that is missing': {
    inputs: { ...inputs.b, checkpoint: { ...inputs.b.checkpoint!, data: new Map() } },
    codes: ['EV7004'],
    says: /no such file/,
  },
  'a manifest with an edited name that leads elsewhere': {
    inputs: withManifest({ files: [{ ...goodCheckpoint.manifest.files[0]!, name: '../../channels/production.json' }] }),
    codes: ['EV7004'],
    says: /leads out of its folder/,
  },
  'a manifest with edited metadata': { inputs: withManifest({ metadata: { task: 'segment' } }), codes: ['EV7004'], says: /not what the files say/ },
  'a manifest of bytes that are no model': {
    inputs: withCheckpoint({
      model: Buffer.from('no model'),
      manifest: { ...goodCheckpoint.manifest, files: [{ name: 'm', bytes: 8, sha256: `sha256:${'f'.repeat(64)}` }] },
    }),
    codes: ['EV7004'],
  },

  'predictions made elsewhere': { inputs: recorded, codes: ['EV7005'], says: /the target gives no checkpoint/ },
  'predictions made elsewhere, with some checkpoint': {
    inputs: { ...recorded, checkpoint: goodCheckpoint },
    codes: ['EV7003', 'EV7005'],
    says: /the decision names no checkpoint/,
  },
  'a target without a checkpoint': { inputs: { ...good, checkpoint: undefined }, codes: ['EV7005'] },

  'a corpus that changed': {
    inputs: { ...good, corpora: new Map([['heldout', { ...corpus, digest: wrong }]]) },
    codes: ['EV7009'],
    says: /another dataset now/,
  },
  'a corpus with an edited summary': {
    inputs: { ...good, corpora: new Map([['heldout', { ...corpus, statements: ['real'] }]]) },
    codes: ['EV7009'],
  },
  'a corpus too few': { inputs: { ...good, corpora: new Map() }, codes: ['EV7009'], says: /its manifest is not given/ },
  'a corpus too many': { inputs: { ...good, corpora: new Map([...good.corpora, ['more', corpus]]) }, codes: ['EV7009'], says: /corpus more/ },

  'a backend whose configuration was edited': {
    inputs: inputsOf({
      checkpoint: goodCheckpoint,
      table: (metrics) => ({
        ...metrics,
        backends: metrics.backends.map((one) => ({ ...one, identity: { ...one.identity, config: { threshold: 0.1 } } })),
      }),
    }),
    codes: ['EV7003'],
  },
  'a candidate whose digest was edited': { inputs: withDigests({ candidate: wrong }), codes: ['EV7002', 'EV7003'] },
  'a candidate whose checkpoint was edited': { inputs: withDigests({ candidateCheckpoint: wrong }), codes: ['EV7002', 'EV7003'] },

  'another version of a program': {
    inputs: { ...good, tools: { ...good.tools, sharp: '2' } },
    codes: ['EV7011'],
    says: /another version of sharp\n {2}got: \S+\n {2}expected: 2/,
  },
  'a metric of an older version': {
    inputs: inputsOf({
      checkpoint: goodCheckpoint,
      table: (metrics) => ({ ...metrics, definitions: metrics.definitions.map((one) => ({ ...one, version: one.version + 1 })) }),
    }),
    codes: ['EV7011'],
    says: /the metric mask_iou/,
  },
  'a candidate that is its own baseline': { inputs: inputsOf({ checkpoint: goodCheckpoint, baseline: goodCheckpoint }), codes: ['EV7013'] },
  'another version than expected': { inputs: good, codes: ['EV7015'], more: { expectCurrent: wrong } },
  'everything at once': {
    inputs: { ...withDecision({ why: '' }, noGo), policy: policyOf(2, 0.1), checkpoint: checkpointOf('other'), corpora: new Map() },
    codes: ['EV7001', 'EV7002', 'EV7003', 'EV7006', 'EV7009', 'EV7015'],
    more: { expectCurrent: wrong },
  },
};

for (const [name, { inputs: given, codes, more, says }] of Object.entries(table)) {
  test(`refused: ${name}`, () => {
    const [fs, machine] = [new MemoryFileSystem(), new Machine()];
    const outcome = machine.run(fs, promoting(promotionOf(given, more)));
    assert.equal(outcome?.exitCode, 1, outcome?.text);
    assert.deepEqual(codesIn(outcome).sort(), codes);
    if (says !== undefined) assert.match(outcome?.text ?? '', says);

    const { entries } = parseTrail(fs.read('audit.ndjson')!);
    assert.deepEqual(
      entries.map(({ line }) => [line.status, line.actor, line.from, line.to, line.forced]),
      [['refused', 'Ada', null, null, false]],
    );
    assert.deepEqual([...new Set(entries[0]?.line.problems.map(({ code }) => code))].sort(), codes, 'the trail has every reason');
    assert.deepEqual([fs.list('channels'), fs.list('versions')], [[], []], 'nothing was moved');
    assert.equal(machine.run(fs, verifying)?.exitCode, 0);
  });
}
