/** The command line of the promotion program: `promote` (the word may be left out), `approve`, `register`, `rollback` or `status`. */

import * as z from 'zod';
import { digest, name } from '../contracts/common.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments, type Syntax, unknownWord, wrongArgument } from '../io/arguments.ts';
import { inputArguments } from './inputs.ts';

const storeArguments = { store: 'one' } as const satisfies Syntax;
const whoArguments = { ...storeArguments, actor: 'one', channel: 'optional' } as const satisfies Syntax;
/** What everybody says who moves a channel, and proves. */
export const moveArguments = {
  ...whoArguments,
  reason: 'optional',
  'expect-current': 'optional',
  key: 'optional',
  approval: 'many',
} as const satisfies Syntax;
const promoteArguments = {
  ...moveArguments,
  ...inputArguments,
  force: 'switch',
  'allow-other-baseline': 'optional',
  'registered-before': 'optional',
} as const satisfies Syntax;
const registerArguments = { ...moveArguments, policy: 'optional', approvers: 'optional' } as const satisfies Syntax;
const rollbackArguments = { ...moveArguments, to: 'one' } as const satisfies Syntax;
const approveArguments = { ...whoArguments, key: 'one', out: 'one', expires: 'optional' } as const satisfies Syntax;

/** What is asked for: a command with its arguments, paths as they were typed. */
export type Command = ReturnType<typeof parseCommand>;

/**
 * @param baked arguments that name the inputs, from the launcher of the target
 * @throws InputError EV9001 with everything that is wrong
 */
export function parseCommand(argv: readonly string[], baked: readonly string[]) {
  const given = argv[0]?.startsWith('--') === false ? argv[0] : undefined;
  const rest = given === undefined ? argv : argv.slice(1);
  switch (given ?? 'promote') {
    case 'promote': {
      const args = parseArguments([...baked, ...rest], promoteArguments);
      return { kind: 'promote' as const, args: checked(args, args.force && args.reason === undefined && '--force needs a --reason') };
    }
    case 'approve': {
      // What a target gives is approved, or the list that is named; without a target only that.
      const ofList = rest.some((word) => word === '--approvers' || word.startsWith('--approvers='));
      const args = ofList
        ? parseArguments(rest, { ...approveArguments, approvers: 'one' })
        : parseArguments([...baked, ...rest], { ...approveArguments, ...inputArguments });
      return { kind: 'approve' as const, args: checked(args) };
    }
    case 'register': {
      const args = parseArguments(rest, registerArguments);
      const isOne = (args.policy === undefined) !== (args.approvers === undefined);
      return { kind: 'register' as const, args: checked(args, !isOne && 'register takes one of --policy and --approvers') };
    }
    case 'rollback': {
      const args = parseArguments(rest, rollbackArguments);
      return { kind: 'rollback' as const, args: checked(args, args.reason === undefined && 'a rollback needs a --reason') };
    }
    case 'status':
      return { kind: 'status' as const, args: parseArguments(rest, storeArguments) };
    default:
      throw unknownWord('command', given ?? '', ['promote', 'approve', 'register', 'rollback', 'status']);
  }
}

const expecting = (form: z.ZodType, what: string) => (text: string) => (form.safeParse(text).success ? '' : ` ${text}: expected ${what}`);
const instant = expecting(z.iso.datetime(), 'UTC, as 2026-01-31T12:00:00Z');
const sha256 = 'sha256: and 64 hexadecimal digits';
/** Who and why are read by people, on one line. */
const line = (text: string) =>
  text.trim() !== '' && text.length <= 500 && !/\p{Cc}/u.test(text) ? '' : ' must be one line of at most 500 characters, and not blank';

/** What is wrong with the value of an option; empty for nothing. */
const objections: Readonly<Record<string, (text: string) => string>> = {
  actor: line,
  reason: line,
  channel: expecting(name, 'letters, digits, "_", "." or "-"'),
  'expect-current': expecting(digest.or(z.literal('none')), sha256),
  'allow-other-baseline': line,
  'registered-before': instant,
  expires: instant,
  to: expecting(digest, sha256),
};

/** @param own what else is wrong, that no single value shows */
function checked<A extends object>(args: A, own: string | false = false): A {
  const found = Object.entries(args).map(([option, value]) => {
    const objection = typeof value === 'string' ? (objections[option]?.(value) ?? '') : '';
    return objection !== '' && `--${option}${objection}`;
  });
  const messages = [...found, own].filter((message) => message !== false);
  if (messages.length > 0) throw new InputError(messages.map((message) => wrongArgument(message)));
  return args;
}
