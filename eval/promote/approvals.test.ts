/** A channel that demands keys: who does it is proven, and a second person signs the same digests. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { approve, type Move } from './approval.ts';
import { type ApproverList, readApprovers } from './approvers.ts';
import { type Envelope, envelope } from './dsse.ts';
import { giveApproval } from './give_approval.ts';
import type { PromotionInputs } from './inputs.ts';
import { register } from './register.ts';
import type { FileSystem } from './store/file_system.ts';
import { parseTrail } from './store/trail.ts';
import { keyPair } from './testing/keys.ts';
import { asking, codesIn, inputs, Machine, promoting, promotionOf, registering, rollingBack, type Step, verifying } from './testing/machine.ts';
import { MemoryFileSystem } from './testing/memory_file_system.ts';

const [ada, bo, cy, stranger] = [keyPair(), keyPair(), keyPair(), keyPair()];
const lineOf = (pem: string): string => pem.split('\n')[1] ?? '';
const later = '2026-01-01T01:00:00.000Z';
const past = '2025-01-01T00:00:00.000Z';

function listOf(approvals: number, more: Partial<Record<'Ada' | 'Bo', { expires: string }>> = {}): ApproverList {
  const people = [
    { name: 'Ada', key: lineOf(ada.openPem), ...more.Ada },
    { name: 'Bo', key: lineOf(bo.openPem), ...more.Bo },
    { name: 'Cy', key: lineOf(cy.openPem) },
  ];
  return { schema: 1, approvals, people };
}

/** A store of its own, whose channel has a list. */
class Scene {
  readonly fs: FileSystem = new MemoryFileSystem();
  readonly machine = new Machine();

  constructor(list: ApproverList) {
    assert.equal(this.run(registeringList(list)).exitCode, 0);
  }

  run(step: Step) {
    return this.machine.run(this.fs, step) ?? assert.fail();
  }

  /** What a person signs of a promotion. */
  approvalOf(given: PromotionInputs, actor: string, key: typeof ada, more: { channel?: string; expires?: string } = {}): Envelope {
    let text = '';
    const approving = { actor, channel: 'production', key: key.secret, expires: later, what: { inputs: given }, ...more };
    const outcome = this.run((surroundings) => giveApproval(approving, surroundings, (written) => (text = written)));
    assert.equal(outcome.exitCode, 0, outcome.text);
    return envelope.parse(JSON.parse(text));
  }

  /** How it ended: `done`, or the codes, which the trail then holds too. */
  promote(given: PromotionInputs, more: Parameters<typeof promotionOf>[1]): string[] {
    const outcome = this.run(promoting(promotionOf(given, more)));
    const last = this.lines.at(-1);
    if (outcome.exitCode === 0) return ['done'];
    const codes = codesIn(outcome);
    assert.deepEqual([last?.status, [...new Set(last?.problems.map(({ code }) => code))]], ['refused', codes], outcome.text);
    return codes;
  }

  get lines() {
    return parseTrail(this.fs.read('audit.ndjson') ?? new Uint8Array()).entries.map(({ line }) => line);
  }
}

const registeringList =
  (approvers: ApproverList, more: object = {}): Step =>
  (surroundings) =>
    register({ channel: 'production', actor: 'Cy', reason: null, expectCurrent: null, what: { approvers }, ...more }, surroundings);

test('two people, each with the own key, move the channel; the trail has both signatures, and verify believes them', () => {
  const scene = new Scene(listOf(2));
  const second = scene.approvalOf(inputs.a, 'Bo', bo);
  assert.deepEqual(scene.promote(inputs.a, { key: ada.secret, approvals: [second] }), ['done']);
  assert.equal(scene.lines.at(-1)?.approvals?.length, 2);
  assert.equal(scene.run(verifying).exitCode, 0);
  assert.match(scene.run(asking).text, /moves with 2 of Ada, Bo, Cy/);
});

test('one approval proves who the actor is', () => {
  const scene = new Scene(listOf(1));
  assert.deepEqual(scene.promote(inputs.a, {}), ['EV7031']);
  assert.deepEqual(scene.promote(inputs.a, { key: bo.secret }), ['EV7032', 'EV7031'], 'the key of another person');
  assert.deepEqual(scene.promote(inputs.a, { key: ada.secret }), ['done']);
});

const refusals: Record<string, { list?: ApproverList; approvals: (scene: Scene) => readonly Envelope[]; codes: string[] }> = {
  'nobody else': { approvals: () => [], codes: ['EV7031'] },
  'the same person twice': { approvals: (scene) => [scene.approvalOf(inputs.a, 'Ada', ada)], codes: ['EV7035', 'EV7031'] },
  'another checkpoint': { approvals: (scene) => [scene.approvalOf(inputs.c, 'Bo', bo)], codes: ['EV7033', 'EV7031'] },
  'another channel': { approvals: () => [approve({ ...move, channel: 'beta' }, 'Bo', later, bo.secret)], codes: ['EV7033', 'EV7031'] },
  'a key that nobody knows': { approvals: () => [approve(move, 'Bo', later, stranger.secret)], codes: ['EV7032', 'EV7031'] },
  'a key of one under the name of another': { approvals: () => [approve(move, 'Cy', later, bo.secret)], codes: ['EV7032', 'EV7033', 'EV7031'] },
  'an approval that has expired': { approvals: () => [approve(move, 'Bo', past, bo.secret)], codes: ['EV7033', 'EV7034', 'EV7031'] },
  'a key that has expired': {
    list: listOf(2, { Bo: { expires: past } }),
    approvals: () => [approve(move, 'Bo', later, bo.secret)],
    codes: ['EV7033', 'EV7034', 'EV7031'],
  },
  'an approval that was edited': {
    approvals: (scene) => {
      const given = scene.approvalOf(inputs.a, 'Bo', bo);
      return [{ ...given, payload: Buffer.from(Buffer.from(given.payload, 'base64').toString().replace('"Bo"', '"Cy"')).toString('base64') }];
    },
    codes: ['EV7032', 'EV7031'],
  },
};
const zero = `sha256:${'0'.repeat(64)}`;
const move: Move = { action: 'promote', channel: 'production', after: null, to: zero, decision: zero, checkpoint: zero, criteria: zero };
for (const [name, { list = listOf(2), approvals, codes }] of Object.entries(refusals)) {
  test(`refused and written down: ${name}`, () => {
    const scene = new Scene(list);
    assert.deepEqual(scene.promote(inputs.a, { key: ada.secret, approvals: approvals(scene) }), codes);
  });
}

test('a decision that changed after it was approved is not the one that was approved', () => {
  const scene = new Scene(listOf(2));
  const approved = scene.approvalOf(inputs.a, 'Bo', bo);
  const changed = { ...inputs.a, decision: { ...inputs.a.decision, why: 'better than ever' } };
  assert.deepEqual(scene.promote(changed, { key: ada.secret, approvals: [approved] }), ['EV7002']);
  const other = scene.approvalOf(inputs.b, 'Bo', bo);
  const problems = scene.promote(inputs.a, { key: ada.secret, approvals: [other] });
  assert.deepEqual(problems, ['EV7033', 'EV7031']);
  const fields = scene.lines.at(-1)?.problems.map(({ message }) => message) ?? [];
  for (const field of ['to', 'decision', 'checkpoint']) assert.ok(fields.includes(`Bo approved another ${field}`), fields.join('; '));
});

test('an approval is for once: after a way back it does not lead there again', () => {
  const scene = new Scene(listOf(2));
  assert.deepEqual(scene.promote(inputs.a, { key: ada.secret, approvals: [scene.approvalOf(inputs.a, 'Bo', bo)] }), ['done']);
  const toB = scene.approvalOf(inputs.b, 'Bo', bo);
  assert.deepEqual(scene.promote(inputs.b, { key: ada.secret, approvals: [toB] }), ['done']);
  const [first] = scene.lines.flatMap(({ to }) => to ?? []);
  assert.deepEqual(codesIn(scene.run(rollingBack(first ?? ''))), ['EV7031'], 'an actor who proves nothing');
  assert.equal(scene.run(rollingBack(first ?? '', { key: bo.secret })).exitCode, 0, 'one person is enough for a way back');
  assert.deepEqual(
    scene.promote(inputs.b, { key: ada.secret, approvals: [toB] }),
    ['EV7033', 'EV7031'],
    'it has what it had then, and was moved since',
  );
  assert.equal(scene.run(verifying).exitCode, 0);
});

test('one person cannot give the channel another list', () => {
  const scene = new Scene(listOf(2));
  const next = listOf(1);
  assert.deepEqual(codesIn(scene.run(registeringList(next, { key: cy.secret }))), ['EV7031']);
  let text = '';
  const approving = { actor: 'Bo', channel: 'production', key: bo.secret, expires: later, what: { approvers: next } };
  scene.run((surroundings) => giveApproval(approving, surroundings, (written) => (text = written)));
  assert.equal(scene.run(registeringList(next, { key: cy.secret, approvals: [JSON.parse(text)] })).exitCode, 0);
  assert.deepEqual(codesIn(scene.run(registering(inputs.a.policy))), ['EV7031'], 'criteria need a proven actor');
  assert.equal(scene.run(registering(inputs.a.policy, { key: cy.secret })).exitCode, 0);
  assert.equal(scene.run(verifying).exitCode, 0);
});

test('without a list an approval is refused, and a channel without one moves as before', () => {
  const [fs, machine] = [new MemoryFileSystem(), new Machine()];
  assert.deepEqual(codesIn(machine.run(fs, promoting(promotionOf(inputs.a, { approvals: [approve(move, 'Bo', later, bo.secret)] })))), ['EV7032']);
  assert.equal(machine.run(fs, promoting(promotionOf(inputs.a)))?.exitCode, 0);
});

const lists: Record<string, { text: string; code: string }> = {
  'no YAML': { text: 'people: [', code: 'EV7030' },
  'more agreement than people': { text: `schema: 1\napprovals: 2\npeople:\n- {name: Ada, key: ${lineOf(ada.openPem)}}\n`, code: 'EV7030' },
  'a key twice': {
    text: `schema: 1\napprovals: 2\npeople:\n- {name: Ada, key: ${lineOf(ada.openPem)}}\n- {name: Eve, key: ${lineOf(ada.openPem)}}\n`,
    code: 'EV7030',
  },
  'what is no key': { text: 'schema: 1\napprovals: 1\npeople:\n- {name: Ada, key: AAAA}\n', code: 'EV7017' },
};
for (const [name, { text, code }] of Object.entries(lists)) {
  test(`a list is refused: ${name}`, () => {
    assert.throws(
      () => readApprovers(text, 'approvers.yaml'),
      (error) => error instanceof InputError && error.problems.every((problem) => problem.code === code),
    );
  });
}
