/** The keys of `--scores`: `candidate:<corpus>`, `baseline:<corpus>`, `reference.<name>:<corpus>`. */
import type { Role } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { wrongArgument } from '../io/arguments.ts';

export interface ScoresKey {
  readonly backend: string;
  readonly role: Role;
  readonly corpus: string;
}

/**
 * @example parseScoresKey('reference.u2net:heldout') // { backend: 'reference.u2net', role: 'reference', corpus: 'heldout' }
 * @throws InputError EV9001
 */
export function parseScoresKey(key: string): ScoresKey {
  const [backend = '', corpus = '', ...rest] = key.split(':');
  const role = roleOf(backend);
  if (role === undefined || corpus === '' || rest.length > 0) {
    const expected = 'candidate:<corpus>, baseline:<corpus> or reference.<name>:<corpus>';
    throw new InputError(wrongArgument(`--scores ${key}: not a role and a corpus`, { expected }));
  }
  return { backend, role, corpus };
}

function roleOf(backend: string): Role | undefined {
  if (backend === 'candidate' || backend === 'baseline') return backend;
  return /^reference\../.test(backend) ? 'reference' : undefined;
}
