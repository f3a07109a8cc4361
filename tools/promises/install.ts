/** Programs of others that a test needs, from a registry that may be out of reach. */
import { spawnSync } from 'node:child_process';

/** How apt and pip say that they reached nobody. That a package is missing there, or too old, is another matter. */
const unreachable =
  /Could not (resolve|connect)|Temporary failure (in name resolution|resolving)|Unable to connect|Connection (refused|timed out)|NewConnectionError|ConnectTimeout|Network is unreachable|No route to host/i;

/**
 * Runs an installer.
 *
 * @returns whether it worked; false where it cannot reach the registry's host
 * @throws Error with all that it said, for every other failure
 */
export function installed(program: string, ...args: readonly string[]): boolean {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status === 0) return true;
  if (unreachable.test(`${stdout}${stderr}`)) return false;
  throw new Error(`${program} ${args.join(' ')} ended with ${status ?? error}\n${stdout}${stderr}`);
}

/** Debian's packages, by a list that is not older than today. @returns as `installed` */
export function installedFromDebian(...packages: readonly string[]): boolean {
  const both = 'apt-get -q update; exec apt-get -q -y install --no-install-recommends "$@"';
  return installed('sh', '-c', both, 'apt-get', ...packages);
}
