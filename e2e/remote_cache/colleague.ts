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
  return new Workspace(repository, join(home, checkout), [...flags, downloadsOfMachine(repository)], {
    command: [...['unshare', '--user', `--map-user=${number}`, `--map-group=${number}`, '--'], ...['./bazelw', ...ownServer(home)]],
    env: { ...process.env, HOME: home, LOGNAME: name, USER: name, XDG_CACHE_HOME: caches },
  });
}

/** Startup options of a server whose files stand below a folder, and which ends by itself where nobody is left to end it. */
export function ownServer(folder: string): string[] {
  return [`--output_user_root=${join(folder, 'bazel')}`, '--max_idle_secs=900'];
}

/** The flag with which such a server finds what the machine has downloaded. */
export function downloadsOfMachine(repository: string): string {
  const found = execFileSync('./bazelw', ['info', 'repository_cache'], { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return `--repository_cache=${found.trim()}`;
}
