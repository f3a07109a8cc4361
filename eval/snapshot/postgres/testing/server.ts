/** A PostgreSQL server of a test's own: in a temporary folder, reached through a socket there, with a password. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

const patienceMs = 60_000;
const debianFolder = '/usr/lib/postgresql';

/** The folder of initdb and postgres: the newest that Debian's packages put there, or undefined. */
export function serverPrograms(): string | undefined {
  if (!existsSync(debianFolder)) return undefined;
  const versions = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(debianFolder, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

export class Server {
  readonly folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, process: ChildProcess) {
    this.folder = folder;
    this.#process = process;
  }

  /** Makes a cluster and starts a server that answers. */
  static async start(programs: string): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
    // The server refuses to run as root; Debian's packages make a user for it.
    const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    const password = join(folder, 'password');
    writeFileSync(password, 'secret\n');
    chmodSync(password, 0o644);
    const settings = ['--auth=scram-sha-256', '--username=owner', `--pwfile=${password}`, '--encoding=UTF8', '--no-locale', '--no-sync'];
    execFileSync(join(programs, 'initdb'), [`--pgdata=${data}`, ...settings], { ...owner, cwd: folder, stdio: 'ignore', timeout: patienceMs });
    const options = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off'];
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...options], { ...owner, cwd: folder, stdio: 'ignore' });
    chmodSync(folder, 0o755);
    const server = new Server(folder, child);
    await server.#answers();
    return server;
  }

  /** What a client is told about the server. */
  get environment(): Record<string, string> {
    return { PGHOST: this.folder, PGPORT: '5432', PGUSER: 'owner', PGPASSWORD: 'secret', PGDATABASE: 'postgres' };
  }

  /** Runs statements on a connection of their own. */
  async query<T extends object = object>(text: string, values?: readonly unknown[]): Promise<T[]> {
    const client = new Client({ host: this.folder, user: 'owner', password: 'secret', database: 'postgres' });
    await client.connect();
    try {
      return (await client.query<T>(text, values === undefined ? undefined : [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGQUIT');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<void> {
    for (const end = performance.now() + patienceMs; ; await sleep(100)) {
      try {
        await this.query('SELECT 1');
        return;
      } catch (error) {
        if (performance.now() > end || this.#process.exitCode !== null) throw error;
      }
    }
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
