import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '../io/canonical_json.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { toolVersions } from '../io/tool_versions.ts';
import type { PromotionInputs } from './inputs.ts';
import { statement, versionOf } from './statement.ts';
import { pointer } from './store/formats.ts';
import { parseTrail } from './store/trail.ts';
import { checkpointOf, inputsOf } from './testing/inputs.ts';
import { asking, codesIn, inputs, Machine, promoting, promotionOf, rollingBack, type Step, verifying } from './testing/machine.ts';
import { MemoryFileSystem } from './testing/memory_file_system.ts';

const nameOf = (one: PromotionInputs): string => versionOf(one, one.checkpoint!).digest;
const [a, b, c] = [nameOf(inputs.a), nameOf(inputs.b), nameOf(inputs.c)];

/** A store after some commands; each must end with the exit code that stands beside it. */
function after(...steps: readonly [Step, number][]) {
  const [fs, machine] = [new MemoryFileSystem(), new Machine()];
  const texts = steps.map(([step, exitCode]) => {
    const outcome = machine.run(fs, step);
    assert.equal(outcome?.exitCode, exitCode, outcome?.text);
    return outcome?.text ?? '';
  });
  const verified = machine.run(fs, verifying);
  assert.equal(verified?.exitCode, 0, verified?.text);
  const text = (path: string): string => Buffer.from(fs.read(path) ?? assert.fail(`no ${path}`)).toString('utf8');
  return {
    texts,
    text,
    fs,
    current: (channel = 'production') => pointer.parse(JSON.parse(text(`channels/${channel}.json`))),
    lines: parseTrail(fs.read('audit.ndjson')!).entries.map(({ line }) => line),
  };
}

const promoteA: [Step, number] = [promoting(promotionOf(inputs.a)), 0];
const promoteB: [Step, number] = [promoting(promotionOf(inputs.b)), 0];

test('a go: files, statement, pointer and audit line', () => {
  const { texts, text, fs, current, lines } = after(promoteA, promoteB);
  assert.match(
    texts[1] ?? '',
    new RegExp(`^promoted: production has ${b} now; it had ${a}\n  checkpoint sha256:.*\n.*\n  go: //eval:report, criteria pottery version 1\n$`),
  );
  assert.deepEqual(fs.list(''), ['audit.ndjson', 'channels', 'lock', 'staging', 'store.json', 'versions']);
  assert.deepEqual(fs.list('staging'), []);
  assert.deepEqual(fs.list('versions'), [a, b].map((version) => version.slice(7)).sort());

  const folder = `versions/${b.slice(7)}`;
  const { manifest, model, data } = inputs.b.checkpoint!;
  assert.equal(text(`${folder}/checkpoint.json`), canonicalJson(manifest));
  assert.deepEqual(fs.read(`${folder}/files/model.onnx`), model);
  assert.deepEqual(fs.read(`${folder}/files/data/w.bin`), data.get('data/w.bin'));
  assert.equal(sha256(text(`${folder}/statement.json`)), b, 'a version is called after its statement');

  const { decision, metrics, backend } = inputs.b;
  const said = statement.parse(JSON.parse(text(`${folder}/statement.json`)));
  assert.deepEqual(said, {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'checkpoint.json', digest: { sha256: sha256(canonicalJson(manifest)).slice(7) } },
      { name: 'files/model.onnx', digest: { sha256: sha256(model).slice(7) } },
      { name: 'files/data/w.bin', digest: { sha256: sha256('1234').slice(7) } },
    ],
    predicateType: 'https://rules-model-eval.dev/promotion/v1',
    predicate: {
      evaluation: '//eval:report',
      verdict: 'go',
      forced: false,
      deciding: 'good_enough',
      criteria: { id: 'pottery', version: 1, tier: null, digest: inputs.b.policy.digest, measure: inputs.b.measure.digest },
      decision: digestOf(decision),
      metrics: digestOf(metrics),
      checkpoint: manifest.digest,
      backend: { name: 'candidate', kind: 'test', config: { threshold: 0.5 }, digest: backend.digest },
      baseline: inputs.a.backend.digest,
      corpora: { heldout: inputs.b.corpora.get('heldout')?.digest },
      evidence: {},
      tools: toolVersions(),
    },
  });

  const [first, second] = text('audit.ndjson').trimEnd().split('\n');
  assert.deepEqual(lines[1], {
    schemaVersion: 1,
    sequence: 2,
    previous: sha256(first ?? ''),
    time: '2026-01-01T00:00:02Z',
    actor: 'Ada',
    action: 'promote',
    status: 'done',
    channel: 'production',
    from: a,
    to: b,
    checkpoint: manifest.digest,
    forced: false,
    evaluation: '//eval:report',
    decision: digestOf(decision),
    reason: null,
    otherBaseline: null,
    signedBy: null,
    problems: [],
  });
  assert.deepEqual(current(), {
    schemaVersion: 1,
    kind: 'channel',
    channel: 'production',
    version: b,
    checkpoint: manifest.digest,
    backend: backend.digest,
    forced: false,
    sequence: 2,
    entry: sha256(second ?? ''),
  });
});

test('the same promotion again is nothing to do, and no line of the trail', () => {
  const { texts, lines } = after(promoteA, promoteB, promoteB, [promoting(promotionOf(inputs.b, { expectCurrent: a })), 0]);
  assert.match(texts[2] ?? '', new RegExp(`^nothing to do: production has ${b} already\n`));
  assert.equal(lines.length, 2);
});

test('a version is written once: another channel, or a return to it, uses the files that are there', () => {
  const staging = promoting(promotionOf(inputs.a, { channel: 'staging' }));
  const { fs, current, lines } = after(promoteA, [staging, 0], promoteB, [promoting(promotionOf(inputs.a, { otherBaseline: 'b drifts' })), 0]);
  assert.equal(fs.list('versions')?.length, 2);
  assert.deepEqual([current().version, current('staging').version], [a, a]);
  assert.equal(lines.at(-1)?.otherBaseline, 'b drifts');
});

test('the expected version may be named, or none', () => {
  const expecting = (expectCurrent: string): Step => promoting(promotionOf(inputs.b, { expectCurrent }));
  const { texts } = after(
    [promoting(promotionOf(inputs.a, { expectCurrent: 'none' })), 0],
    [expecting('none'), 1],
    [expecting(c), 1],
    [expecting(a), 0],
  );
  assert.match(texts[1] ?? '', new RegExp(`EV7015  production\n  somebody else moved the channel\n  got: ${a}\n  expected: none`));
});

test('no change moves its own baseline', () => {
  const alone = inputsOf({ checkpoint: checkpointOf('alone') });
  const { texts, lines } = after(
    promoteA,
    [promoting(promotionOf(inputs.c)), 1],
    [promoting(promotionOf(alone)), 1],
    [promoting(promotionOf(inputs.c, { otherBaseline: 'b was withdrawn' })), 0],
  );
  assert.match(texts[1] ?? '', new RegExp(`EV7014  production\n.*\n  got: ${inputs.b.backend.digest}\n  expected: ${inputs.a.backend.digest}`));
  assert.match(texts[2] ?? '', /got: no baseline/);
  assert.deepEqual(
    lines.map(({ status, otherBaseline }) => [status, otherBaseline]),
    [
      ['done', null],
      ['refused', null],
      ['refused', null],
      ['done', 'b was withdrawn'],
    ],
  );
});

test('a forced no-go is marked for ever, also after a rollback to it', () => {
  const noGo = inputsOf({ checkpoint: checkpointOf('hasty'), overlap: 0.6 });
  const next = inputsOf({ checkpoint: checkpointOf('better'), baseline: noGo.checkpoint });
  const forcing = promoting(promotionOf(noGo, { force: true, reason: 'a fix for one customer' }));
  const version = nameOf(noGo);
  const { texts, text, current, lines } = after([forcing, 0], [promoting(promotionOf(next)), 0], [rollingBack(version), 0], [asking, 0]);
  assert.match(texts[0] ?? '', /\n {2}no-go: \/\/eval:report.*\n {2}FORCED: /);
  assert.match(texts[3] ?? '', /FORCED/);
  const said = statement.parse(JSON.parse(text(`versions/${version.slice(7)}/statement.json`))).predicate;
  assert.deepEqual([said.verdict, said.forced], ['no-go', true]);
  assert.equal(current().forced, true);
  assert.deepEqual(
    lines.map(({ action, forced, reason }) => [action, forced, reason]),
    [
      ['promote', true, 'a fix for one customer'],
      ['promote', false, null],
      ['rollback', true, 'it drifts'],
    ],
  );
});

test('force does not mark what needed none', () => {
  const { lines, current } = after([promoting(promotionOf(inputs.a, { force: true, reason: 'to be sure' })), 0]);
  assert.deepEqual([lines[0]?.forced, lines[0]?.reason, current().forced], [false, 'to be sure', false]);
});

test('a rollback goes to what the channel had, with a reason, and can be taken back', () => {
  const { texts, current, lines } = after(
    promoteA,
    promoteB,
    [rollingBack(a), 0],
    [rollingBack(a), 0],
    [rollingBack(c), 1],
    [rollingBack(b, { channel: 'staging' }), 1],
    [rollingBack(b, { expectCurrent: b }), 1],
    [rollingBack(b, { expectCurrent: a }), 0],
  );
  assert.match(texts[2] ?? '', new RegExp(`^rolled back: production has ${a} now; it had ${b}\n`));
  assert.match(texts[3] ?? '', /^nothing to do/);
  assert.deepEqual(codesIn({ exitCode: 1, text: texts[4] ?? '' }), ['EV7016']);
  assert.deepEqual(codesIn({ exitCode: 1, text: texts[5] ?? '' }), ['EV7016']);
  assert.deepEqual(codesIn({ exitCode: 1, text: texts[6] ?? '' }), ['EV7015']);
  assert.equal(current().version, b);
  assert.deepEqual(
    lines.map(({ action, status, from, to }) => [action, status, from, to]),
    [
      ['promote', 'done', null, a],
      ['promote', 'done', a, b],
      ['rollback', 'done', b, a],
      ['rollback', 'refused', a, null],
      ['rollback', 'refused', null, null],
      ['rollback', 'refused', a, null],
      ['rollback', 'done', a, b],
    ],
  );
  assert.equal(lines[2]?.decision, digestOf(inputs.a.decision), 'a rollback quotes the decision that the version rests on');
});

test('after a rollback the version that is in service again is the baseline', () => {
  after(promoteA, promoteB, [rollingBack(a), 0], [promoting(promotionOf(inputs.c)), 1], promoteB);
});

test('status tells what is in service, since when, and what there is to go back to', () => {
  const { texts, text } = after(
    promoteA,
    promoteB,
    [promoting(promotionOf(inputs.a)), 1],
    [promoting(promotionOf(inputs.a, { channel: 'beta' })), 0],
    [asking, 0],
  );
  const { manifest } = inputs.b.checkpoint!;
  assert.deepEqual((texts.at(-1) ?? '').split('\n'), [
    `beta: ${a}`,
    `  checkpoint ${inputs.a.checkpoint?.manifest.digest}`,
    `  backend candidate ${inputs.a.backend.digest}`,
    '  go: //eval:report, criteria pottery version 1',
    '  promote by Ada at 2026-01-01T00:00:04Z',
    `production: ${b}`,
    `  checkpoint ${manifest.digest}`,
    `  backend candidate ${inputs.b.backend.digest}`,
    '  go: //eval:report, criteria pottery version 1',
    '  promote by Ada at 2026-01-01T00:00:02Z',
    `  earlier: ${a}`,
    `audit trail: 4 lines, 1 refusal among them; the last one is ${sha256(text('audit.ndjson').trimEnd().split('\n')[3] ?? '')}`,
    '',
  ]);
});

test('only a promotion makes a store, and only where nothing else is', () => {
  const [fs, machine] = [new MemoryFileSystem(), new Machine()];
  for (const step of [asking, rollingBack(a), verifying]) {
    const outcome = machine.run(fs, step);
    assert.deepEqual([outcome?.exitCode, codesIn(outcome)], [4, ['EV7020']]);
    assert.equal(fs.list(''), undefined, 'nothing was made');
  }
  fs.makeFolder('');
  fs.write('notes.txt', Buffer.from('mine'));
  const outcome = machine.run(fs, promoting(promotionOf(inputs.a)));
  assert.deepEqual([outcome?.exitCode, codesIn(outcome), fs.list('')], [4, ['EV7020'], ['notes.txt']]);
});

test('a store of another layout is left alone', () => {
  const [fs, machine] = [new MemoryFileSystem(), new Machine()];
  fs.makeFolder('');
  fs.write('store.json', Buffer.from(canonicalJson({ schemaVersion: 2, kind: 'promotion-store' })));
  const outcome = machine.run(fs, promoting(promotionOf(inputs.a)));
  assert.deepEqual([outcome?.exitCode, codesIn(outcome)], [4, ['EV7020']]);
});
