/** Criteria that were registered before a result: who asks for it gets a promotion on them and on no others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { parseTrail } from './store/trail.ts';
import { policyOf } from './testing/inputs.ts';
import { asking, codesIn, inputs, Machine, promoting, promotionOf, registering, type Step, verifying } from './testing/machine.ts';
import { MemoryFileSystem } from './testing/memory_file_system.ts';

const { policy } = inputs.a;
const other = policyOf(2, 0.5);
/** The n-th command of a machine runs at second n. */
const second = (n: number): string => `2026-01-01T00:00:0${n}Z`;
const promotedBefore = (instant: string | null): Step => promoting(promotionOf(inputs.a, { registeredBefore: instant }));

/** Runs commands on a new store; returns how each of them ended, and the trail. */
function after(...steps: Step[]) {
  const [fs, machine] = [new MemoryFileSystem(), new Machine()];
  const outcomes = steps.map((step) => machine.run(fs, step));
  const verified = machine.run(fs, verifying);
  assert.equal(verified?.exitCode, 0, verified?.text);
  return { outcomes, lines: parseTrail(fs.read('audit.ndjson')!).entries.map(({ line }) => line), status: machine.run(fs, asking)?.text ?? '' };
}

test('a registration is a line of the trail and moves nothing; the same one again is nothing to do', () => {
  const { outcomes, lines, status } = after(registering(policy), registering(policy));
  assert.match(outcomes[0]?.text ?? '', /^registered: production is judged by pottery version 1, sha256:\w{64}; it had none\n$/);
  assert.match(outcomes[1]?.text ?? '', /^nothing to do/);
  assert.deepEqual(
    lines.map(({ action, status: ended, actor, to, policy: digest }) => [action, ended, actor, to, digest]),
    [['register', 'done', 'Cy', null, policy.digest]],
  );
  assert.match(status, new RegExp(`^production: no version\n  criteria ${policy.digest} registered by Cy at ${second(1)}\n`));
});

test('a promotion that asks says which line registered its criteria; one that does not ask says nothing', () => {
  const asked = after(registering(policy), promotedBefore(second(2)));
  assert.deepEqual([asked.outcomes[1]?.exitCode, asked.lines[1]?.registered], [0, { sequence: 1, before: second(2) }]);
  assert.match(asked.status, /^production: sha256:\w{64}\n/);
  const unasked = after(registering(policy), promotedBefore(null));
  assert.deepEqual([unasked.outcomes[1]?.exitCode, unasked.lines[1]?.registered], [0, undefined]);
});

const refusals: readonly [name: string, steps: Step[]][] = [
  ['none were registered', [promotedBefore(second(9))]],
  ['in the same second as the result', [registering(policy), promotedBefore(second(1))]],
  ['after the result', [registering(policy), promotedBefore('2025-12-31T23:59:59Z')]],
  ['others were registered', [registering(other), promotedBefore(second(9))]],
  ['others took their place before the result', [registering(policy), registering(other), promotedBefore(second(9))]],
  ['for another channel', [registering(policy, { channel: 'beta' }), promotedBefore(second(9))]],
];
for (const [name, steps] of refusals) {
  test(`refused and written down: ${name}`, () => {
    const { outcomes, lines } = after(...steps);
    const last = outcomes.at(-1);
    assert.deepEqual([last?.exitCode, codesIn(last)], [1, ['EV7019']], last?.text);
    assert.deepEqual([lines.at(-1)?.status, lines.at(-1)?.problems.map(({ code }) => code)], ['refused', ['EV7019']]);
  });
}

test('what takes their place after the result does not matter', () => {
  assert.equal(after(registering(policy), registering(other), promotedBefore(second(2))).outcomes[2]?.exitCode, 0);
});

test('a policy that was edited is not registered', () => {
  assert.throws(
    () =>
      registering({ ...policy, version: 7 })({
        fs: new MemoryFileSystem(),
        self: { pid: 1, host: 'h', token: 't', isAlive: () => true },
        now: () => second(1),
      }),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV7006',
  );
});
