/** What is installed for the test: BuildGrid from PyPI, BuildBox from Debian, and PostgreSQL, which BuildGrid keeps its queue in. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installed, installedFromDebian } from '../../tools/promises/install.ts';

export interface Engines {
  /** Program of BuildGrid. */
  readonly grid: string;
  /** Folder with the programs of a PostgreSQL server. */
  readonly postgres: string;
  /** Root file system of the workers. */
  readonly root: string;
}

/** Packages of a worker's root: BuildBox, a shell and what goes with it, nothing else. */
const worker = ['buildbox', 'bash', 'coreutils', 'dash', 'findutils', 'grep', 'sed'];
const requirements = ['buildgrid==0.4.4', 'psycopg2-binary==2.9.11', 'SQLAlchemy<2.1'];
/** @returns the engines, or the name of what cannot be fetched here */
export function installEngines(repository: string): Engines | string {
  const kept = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rules_model_eval');
  mkdirSync(kept, { recursive: true });

  const root = join(kept, 'buildbox-1');
  if (!installed(join(repository, 'tools/bazelw/root.sh'), root, ...worker)) return "Debian's buildbox";

  const environment = join(kept, 'buildgrid-0.4.4');
  const complete = join(environment, 'complete');
  if (!existsSync(complete)) {
    rmSync(environment, { recursive: true, force: true });
    if (!installed('python3', '-m', 'venv', environment)) return 'a virtual environment of Python';
    if (!installed(join(environment, 'bin/pip'), 'install', '--quiet', ...requirements)) return 'buildgrid';
    writeFileSync(complete, '');
  }

  const postgres = (): string | undefined => {
    const folder = '/usr/lib/postgresql';
    const versions = existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a)) : [];
    return versions.map((version) => join(folder, version, 'bin')).find((programs) => existsSync(join(programs, 'initdb')));
  };
  if (postgres() === undefined && !installedFromDebian('postgresql')) return 'postgresql';
  return { grid: join(environment, 'bin/bgd'), postgres: postgres() ?? '', root };
}
