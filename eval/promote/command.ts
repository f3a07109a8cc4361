/** The command line of the promotion program: `promote` (the word may be left out), `approve`, `register`, `rollback` or `status`. */

import { z } from 'zod';
import { digest, name } from '../contracts/common.ts';
import { InputError, type Problem } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { type Arguments, parseArguments, type Syntax, wrongArgument } from '../io/arguments.ts';
import { inputArguments } from './inputs.ts';
import type { Request } from './record.ts';

const storeArguments = { store: 'one' } as const satisfies Syntax;
const requestArguments = {
  ...storeArguments,
  actor: 'one',
  channel: 'optional',
  reason: 'optional',
  'expect-current': 'optional',
} as const satisfies Syntax;
/** Who proves what they say. */
const proofArguments = { key: 'optional', approval: 'many' } as const satisfies Syntax;
const promoteArguments = {
  ...requestArguments,
  ...proofArguments,
  ...inputArguments,
  force: 'switch',
  'allow-other-baseline': 'optional',
  'registered-before': 'optional',
} as const satisfies Syntax;
const registerArguments = { ...requestArguments, ...proofArguments, policy: 'optional', approvers: 'optional' } as const satisfies Syntax;
const rollbackArguments = { ...requestArguments, ...proofArguments, to: 'one' } as const satisfies Syntax;
const approveArguments = {
  ...storeArguments,
  actor: 'one',
  channel: 'optional',
  key: 'one',
  out: 'one',
  expires: 'optional',
} as const satisfies Syntax;

/** Paths of a key and of approvals. */
export type ProofPaths = Arguments<typeof proofArguments>;

/** What is asked for; paths are as given. */
export type Command = ReturnType<
  typeof promoteCommand | typeof approveCommand | typeof registerCommand | typeof rollbackCommand | typeof statusCommand
>;

const kinds = ['promote', 'approve', 'register', 'rollback', 'status'];

/**
 * @param baked arguments that name the inputs, from the launcher of the target
 * @throws InputError EV9001 with everything that is wrong
 */
export function parseCommand(argv: readonly string[], baked: readonly string[]): Command {
  const given = argv[0]?.startsWith('--') === false ? argv[0] : undefined;
  const rest = given === undefined ? argv : argv.slice(1);
  switch (given ?? 'promote') {
    case 'promote':
      return promoteCommand(parseArguments([...baked, ...rest], promoteArguments));
    case 'approve':
      return approveCommand(rest, baked);
    case 'register':
      return registerCommand(parseArguments(rest, registerArguments));
    case 'rollback':
      return rollbackCommand(parseArguments(rest, rollbackArguments));
    case 'status':
      return statusCommand(parseArguments(rest, storeArguments));
    default: {
      const message = `there is no command ${given}${nearestText(given ?? '', kinds)}`;
      throw new InputError(wrongArgument(message, { expected: kinds.join(', ') }));
    }
  }
}

function promoteCommand(args: Arguments<typeof promoteArguments>) {
  const problems = requestProblems(args);
  const { force } = args;
  const otherBaseline = args['allow-other-baseline'] ?? null;
  if (force && args.reason === undefined) problems.push(wrongArgument('--force needs a --reason'));
  const registeredBefore = args['registered-before'] ?? null;
  problems.push(...textProblems('--allow-other-baseline', otherBaseline), ...instantProblems('--registered-before', registeredBefore));
  if (problems.length > 0) throw new InputError(problems);
  return {
    kind: 'promote' as const,
    store: args.store,
    request: requestOf(args),
    inputs: args,
    force,
    otherBaseline,
    registeredBefore,
    proof: proofOf(args),
  };
}

function registerCommand(args: Arguments<typeof registerArguments>) {
  const problems = requestProblems(args);
  const { policy, approvers } = args;
  if ((policy === undefined) === (approvers === undefined)) problems.push(wrongArgument('register takes one of --policy and --approvers'));
  if (problems.length > 0) throw new InputError(problems);
  const what = approvers === undefined ? { policy: policy ?? '' } : { approvers };
  return { kind: 'register' as const, store: args.store, request: requestOf(args), what, proof: proofOf(args) };
}

/** What a target gives is approved, or the list that is named; without a target only that. */
function approveCommand(rest: readonly string[], baked: readonly string[]) {
  const ofList = rest.some((word) => word === '--approvers' || word.startsWith('--approvers='));
  const args = ofList
    ? parseArguments(rest, { ...approveArguments, approvers: 'one' })
    : parseArguments([...baked, ...rest], { ...approveArguments, ...inputArguments });
  const { actor, channel, key, out, expires, store } = args;
  const problems = [
    ...requestProblems({ actor, channel, reason: undefined, 'expect-current': undefined, store }),
    ...instantProblems('--expires', expires ?? null),
  ];
  if (problems.length > 0) throw new InputError(problems);
  const what = 'approvers' in args ? { approvers: args.approvers } : { inputs: args };
  return { kind: 'approve' as const, store, actor, channel: channel ?? 'production', key, out, expires: expires ?? null, what };
}

function rollbackCommand(args: Arguments<typeof rollbackArguments>) {
  const problems = [...requestProblems(args), ...digestProblems('--to', args.to)];
  if (args.reason === undefined) problems.push(wrongArgument('a rollback needs a --reason'));
  if (problems.length > 0) throw new InputError(problems);
  return { kind: 'rollback' as const, store: args.store, request: requestOf(args), to: args.to, proof: proofOf(args) };
}

function statusCommand({ store }: Arguments<typeof storeArguments>) {
  return { kind: 'status' as const, store };
}

function proofOf({ key, approval }: Arguments<typeof proofArguments>): ProofPaths {
  return { key, approval };
}

function requestOf({ actor, channel, reason, 'expect-current': expectCurrent }: Arguments<typeof requestArguments>): Request {
  return { actor, channel: channel ?? 'production', reason: reason ?? null, expectCurrent: expectCurrent ?? null };
}

function requestProblems({ actor, channel, reason, 'expect-current': expected }: Arguments<typeof requestArguments>): Problem[] {
  const badChannel = channel !== undefined && !name.safeParse(channel).success;
  return [
    ...textProblems('--actor', actor),
    ...textProblems('--reason', reason ?? null),
    ...(badChannel ? [wrongArgument(`--channel ${channel}: expected letters, digits, "_", "." or "-"`)] : []),
    ...(expected === undefined || expected === 'none' ? [] : digestProblems('--expect-current', expected)),
  ];
}

/** Who and why are read by people, on one line. */
function textProblems(flag: string, text: string | null): Problem[] {
  const readable = text === null || (text.trim() !== '' && text.length <= 500 && !/\p{Cc}/u.test(text));
  return readable ? [] : [wrongArgument(`${flag} must be one line of at most 500 characters, and not blank`)];
}

function instantProblems(flag: string, text: string | null): Problem[] {
  return text === null || z.iso.datetime().safeParse(text).success ? [] : [wrongArgument(`${flag} ${text}: expected UTC, as 2026-01-31T12:00:00Z`)];
}

function digestProblems(flag: string, text: string): Problem[] {
  return digest.safeParse(text).success ? [] : [wrongArgument(`${flag} ${text}: expected sha256: and 64 hexadecimal digits`)];
}
