import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { parseCommand } from './command.ts';

const baked = ['--decision', 'd.json', '--metrics', 'm.json', '--policy', 'p.json', '--measure', 'q.json'];
const who = ['--store', 's', '--actor', 'Ada'];
const digest = `sha256:${'0'.repeat(64)}`;

function problemsOf(...argv: string[]): string[] {
  try {
    parseCommand(argv, baked);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    assert.ok(error.problems.every(({ code }) => code === 'EV9001'));
    return error.problems.map(({ message }) => message);
  }
  return [];
}

test('promote, with its word or without', () => {
  const command = parseCommand(who, baked);
  assert.deepEqual(command, parseCommand(['promote', ...who], baked));
  assert.ok(command.kind === 'promote');
  const { store, actor, channel, force, key, approval, decision } = command.args;
  assert.deepEqual(
    { store, actor, channel, force, key, approval, decision },
    { store: 's', actor: 'Ada', channel: undefined, force: false, key: undefined, approval: [], decision: 'd.json' },
  );
});

test('--force stands alone, wherever it stands; as a value it is a value', () => {
  for (const argv of [
    ['--force', ...who, '--reason', 'why'],
    [...who, '--force', '--reason', 'why'],
    [...who, '--reason', 'why', '--force'],
  ]) {
    const command = parseCommand(argv, baked);
    assert.deepEqual(command.kind === 'promote' && [command.args.force, command.args.reason], [true, 'why']);
  }
  const command = parseCommand([...who, '--reason=--force'], baked);
  assert.deepEqual(command.kind === 'promote' && [command.args.force, command.args.reason], [false, '--force']);
});

test('rollback and status need no inputs', () => {
  const argv = ['rollback', ...who, '--channel', 'beta', '--to', digest, '--reason', 'why', '--expect-current', 'none'];
  assert.deepEqual(parseCommand(argv, baked), {
    kind: 'rollback',
    args: { store: 's', actor: 'Ada', channel: 'beta', reason: 'why', 'expect-current': 'none', key: undefined, approval: [], to: digest },
  });
  assert.deepEqual(parseCommand(['status', '--store', 's'], baked), { kind: 'status', args: { store: 's' } });
});

const refusals: Record<string, { argv: string[]; problems: readonly (string | RegExp)[] }> = {
  'a command that does not exist': { argv: ['rolback', ...who], problems: ['there is no command rolback (nearest: rollback)'] },
  'nobody who acts, and no store': { argv: [], problems: ['--store is needed', '--actor is needed'] },
  'force without a reason, with everything else that is wrong': {
    argv: ['--store', 's', '--actor', ' ', '--channel', '../x', '--expect-current', '1234', '--allow-other-baseline', ' ', '--force'],
    problems: [
      /^--actor must be one line/,
      /^--channel \.\.\/x: expected letters/,
      /^--expect-current 1234: expected sha256:/,
      /^--allow-other-baseline must/,
      '--force needs a --reason',
    ],
  },
  'a reason of two lines': { argv: [...who, '--reason', 'a\nb'], problems: [/^--reason must be one line/] },
  'a rollback without target': { argv: ['rollback', ...who, '--reason', 'why'], problems: ['--to is needed'] },
  'a rollback without reason to no digest': {
    argv: ['rollback', ...who, '--to', 'v1'],
    problems: [/^--to v1: expected sha256:/, 'a rollback needs a --reason'],
  },
  'a rollback by force': {
    argv: ['rollback', ...who, '--to', digest, '--reason', 'why', '--force', 'yes'],
    problems: [/^there is no option --force/],
  },
  'inputs that the target gives already': { argv: [...who, '--decision', 'mine.json'], problems: ['--decision is given 2 times'] },
};
for (const [name, { argv, problems }] of Object.entries(refusals)) {
  test(`wrong usage: ${name}`, () => {
    const found = problemsOf(...argv);
    assert.equal(found.length, problems.length, found.join('\n'));
    problems.forEach((problem, i) => {
      if (typeof problem === 'string') assert.equal(found[i], problem);
      else assert.match(found[i] ?? '', problem);
    });
  });
}

test('approve takes what a target gives, or a list of approvers', () => {
  const approver = [...who, '--key', 'k.pem', '--out', 'o.json'];
  const command = parseCommand(['approve', ...approver, '--expires', '2026-01-31T12:00:00Z'], baked);
  assert.ok(command.kind === 'approve' && 'decision' in command.args);
  assert.deepEqual([command.args.decision, command.args.expires], ['d.json', '2026-01-31T12:00:00Z']);
  const ofList = parseCommand(['approve', ...approver, '--approvers', 'list.yaml'], baked);
  assert.ok(ofList.kind === 'approve' && 'approvers' in ofList.args);
  assert.equal(ofList.args.approvers, 'list.yaml');
  assert.deepEqual(problemsOf('approve', ...approver, '--expires', 'tomorrow'), ['--expires tomorrow: expected UTC, as 2026-01-31T12:00:00Z']);
});

test('register takes criteria or approvers, and not both', () => {
  const message = 'register takes one of --policy and --approvers';
  assert.deepEqual([problemsOf('register', ...who), problemsOf('register', ...who, '--policy', 'p', '--approvers', 'a')], [[message], [message]]);
});
