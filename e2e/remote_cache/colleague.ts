/** One of several users: another number, name and home than the others, a checkout somewhere else, and nothing built. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '../../tools/promises/bazel.ts';

/**
 * @param home everything that the user has stands below it
 * @param checkout path of the checkout below home
 * @param number the user's number, as seen by all programs that are started
 * @param flags of every command of Bazel
 */
export function colleague(repository: string, home: string, checkout: string, number: number, flags: readonly string[]): Workspace {
  mkdirSync(home, { recursive: true });
  const name = `user${number}`;
  // Bazel itself and downloads (Node.js, npm packages) are the machine's: they are no results of actions.
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const downloads = execFileSync('./bazelw', ['info', 'repository_cache'], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Workspace(repository, join(home, checkout), [...flags, `--repository_cache=${downloads.trim()}`], {
    command: ['unshare', '--user', `--map-user=${number}`, `--map-group=${number}`, '--', './bazelw', `--output_user_root=${join(home, 'bazel')}`],
    env: { ...process.env, HOME: home, LOGNAME: name, USER: name, XDG_CACHE_HOME: caches },
  });
}
