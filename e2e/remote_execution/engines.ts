/** What is installed for the test: BuildGrid from PyPI, BuildBox from Debian, and PostgreSQL, which BuildGrid keeps its queue in. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Engines {
  /** Program of BuildGrid. */
  readonly grid: string;
  /** Folder with the programs of a PostgreSQL server. */
  readonly postgres: string;
  /** Root file system of the workers. */
  readonly root: string;
}

const requirements = ['buildgrid==0.4.4', 'psycopg2-binary==2.9.11', 'SQLAlchemy<2.1'];
const unreachable =
  /Could not find a version|No matching distribution|Failed to establish|Temporary failure|Unable to fetch|Failed to fetch|Unable to locate|Could not resolve/;

/** @returns the engines, or the name of what cannot be fetched here */
export function installEngines(repository: string): Engines | string {
  const kept = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rules_model_eval');
  mkdirSync(kept, { recursive: true });

  const root = join(kept, 'buildbox-1');
  if (!existsSync(root) && !fetched(join(repository, 'e2e/remote_execution/root.sh'), root)) return "Debian's buildbox";

  const environment = join(kept, 'buildgrid-0.4.4');
  const grid = join(environment, 'bin/bgd');
  if (!existsSync(grid)) {
    if (!fetched('python3', '-m', 'venv', environment)) return 'a virtual environment of Python';
    if (!fetched(join(environment, 'bin/pip'), 'install', '--quiet', ...requirements)) return 'buildgrid';
  }

  const postgres = (): string | undefined => {
    const folder = '/usr/lib/postgresql';
    const versions = existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a)) : [];
    return versions.map((version) => join(folder, version, 'bin')).find((programs) => existsSync(join(programs, 'initdb')));
  };
  if (postgres() === undefined && !fetched('apt-get', 'install', '-y', '-q', 'postgresql')) return 'postgresql';
  return { grid, postgres: postgres() ?? '', root };
}

/** Whether it worked; false where a registry cannot be reached, and an error for every other reason. */
function fetched(program: string, ...args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return true;
  if (unreachable.test(stdout + stderr)) return false;
  throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
}
