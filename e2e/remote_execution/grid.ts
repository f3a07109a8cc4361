/** A scheduler that speaks the Remote Execution API, and workers that reach nothing but a socket of it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../tools/promises/ports.ts';
import type { Engines } from './engines.ts';

export class Grid {
  readonly folder: string;
  readonly #engines: Engines;
  readonly #started: { readonly child: ChildProcess; readonly signal: NodeJS.Signals }[] = [];

  constructor(folder: string, engines: Engines) {
    this.folder = folder;
    this.#engines = engines;
    for (const below of ['database', 'files', 'socket', 'workers']) mkdirSync(join(folder, below), { recursive: true });
  }

  /** @returns address for `--remote_executor` */
  async start(): Promise<string> {
    const { grid, postgres } = this.#engines;
    const port = await freePort();
    const folder = join(this.folder, 'database');
    // The server refuses to run as root; Debian's packages make a user for it.
    const owner = process.getuid?.() === 0 ? { uid: numberOf('-u'), gid: numberOf('-g') } : {};
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    const settings = ['--auth=trust', '--username=grid', '--encoding=UTF8', '--no-locale', '--no-sync'];
    execFileSync(join(postgres, 'initdb'), [`--pgdata=${data}`, ...settings], { ...owner, cwd: folder, stdio: 'ignore' });
    const options = ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off'];
    this.#run('database', join(postgres, 'postgres'), options, { ...owner, cwd: folder });
    await this.#appears(join(folder, '.s.PGSQL.5432'), 'database');

    const connection = `postgresql+psycopg2:///postgres?host=${folder}&user=grid`;
    execFileSync(grid, ['migrate', 'apply', connection], { stdio: 'ignore' });
    writeFileSync(join(this.folder, 'grid.yml'), configuration(this.folder, port, connection));
    this.#run('grid', grid, ['server', 'start', join(this.folder, 'grid.yml')]);
    await this.#appears(join(this.folder, 'socket/grid'), 'grid');
    return `grpc://127.0.0.1:${port}`;
  }

  /**
   * A worker with root, processes, users and network of its own: it sees its root's /usr, its own folder, and the socket. Its pool has its name.
   * @returns process whose end takes everything in the worker along
   */
  worker(name: string): ChildProcess {
    const { root } = this.#engines;
    const own = join(this.folder, 'workers', name);
    mkdirSync(own);
    const sandbox = [
      ...['--unshare-all', '--die-with-parent', '--clearenv', '--hostname', name, '--setenv', 'PATH', '/usr/bin'],
      ...['--ro-bind', join(root, 'usr'), '/usr', '--symlink', 'usr/bin', '/bin', '--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64'],
      ...['--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp', '--dir', '/etc'],
      ...['--bind', own, '/worker', '--bind', join(this.folder, 'socket'), '/run/grid'],
      ...['--chdir', '/worker', '/usr/bin/bash', '-c', session, name],
    ];
    // The root's libraries are newer than the machine's.
    const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
    const loader = join(root, 'usr/lib64/ld-linux-x86-64.so.2');
    return this.#run(`workers/${name}`, loader, ['--library-path', libraries, join(root, 'usr/bin/bwrap'), ...sandbox]);
  }

  log(name: string): string {
    return readFileSync(join(this.folder, `${name}.log`), 'utf8');
  }

  async stop(): Promise<void> {
    for (const { child, signal } of this.#started.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    }
  }

  #run(name: string, program: string, args: readonly string[], options: object = {}): ChildProcess {
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    // PostgreSQL tidies up its shared memory. Each ends with this program, however that ends.
    const signal = name === 'database' ? 'SIGQUIT' : 'SIGKILL';
    const child = spawn('setpriv', ['--pdeathsig', signal.slice('SIG'.length), program, ...args], { ...options, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#started.push({ child, signal });
    return child;
  }

  async #appears(file: string, name: string): Promise<void> {
    for (let tries = 0; !existsSync(file); tries++) {
      if (tries === 600) throw new Error(`${name} does not start\n${this.log(name)}`);
      await wait(100);
    }
  }
}

/** A worker's processes: a store of files that asks the scheduler for what it lacks, and the loop that takes one action after another. */
const session = `
buildbox-casd --cas-remote=unix:/run/grid/grid --bind=unix:/worker/files.socket --log-level=warning /worker/files &
while [[ ! -S files.socket ]]; do sleep 0.1; done
# A worker that was slow to answer is struck off the list, and ends; the next one takes its place.
while true; do
    buildbox-worker --bots-remote=unix:/run/grid/grid --cas-remote=unix:/worker/files.socket --buildbox-run=/usr/bin/buildbox-run-hosttools \\
        --runner-arg=--staging-mode=copy-or-link --platform=Pool="$0" --log-level=info "$0"
    sleep 1
done
`;

function configuration(folder: string, port: number, connection: string): string {
  return `server:
  - !channel {address: "127.0.0.1:${port}", insecure-mode: true}
  - !channel {address: "unix://${folder}/socket/grid", insecure-mode: true}
authorization: {method: none}
monitoring: {enabled: false}
connections:
  - !sql-connection &sql {connection-string: "${connection}", pool-size: 40}
storages:
  - !disk-storage &files {path: "${folder}/files"}
caches:
  - !lru-action-cache &results {storage: *files, max-cached-refs: 10000, allow-updates: true}
schedulers:
  - !sql-scheduler &scheduler
    sql: *sql
    storage: *files
    action-cache: *results
    poll-interval: 0.1
    bot-poll-interval: 0.1
    # A worker that says nothing for so many seconds is gone, and its action is given to another one.
    bot-session-keepalive-timeout: 30
    session-expiry-timer-interval: 2
    property-set: !dynamic-property-set {match-property-keys: [Pool]}
    assigners:
      - !priority-age-assigner {count: 1, interval: 0.2}
instances:
  - name: ''
    services:
      - !action-cache {cache: *results}
      - !execution {scheduler: *scheduler}
      - !cas {storage: *files}
      - !bytestream {storage: *files}
thread-pool-size: 100
`;
}

function numberOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
}
