/** nginx with WebDAV as an HTTP cache of Bazel: `ac/<digest>` names what an action gave, `cas/<digest>` holds a file. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installedFromDebian } from '../../tools/promises/install.ts';
import { freePort } from '../../tools/promises/ports.ts';

/** Debian's nginx, where there is none. @returns why that cannot be done here */
export function installNginx(): string | undefined {
  const present = spawnSync('nginx', ['-v']).status === 0;
  return present || installedFromDebian('nginx-light') ? undefined : "Debian's registry cannot be reached for nginx-light";
}

/** Which requests are refused, and how much room there is. */
export interface Limits {
  readonly readOnly?: boolean;
  /** An empty disk of that many KiB, a real file system. */
  readonly kibibytes?: number;
}

export class SharedCache {
  readonly folder: string;
  #port: Promise<number> | undefined;
  #child: ChildProcess | undefined;

  /** @param seed a disk cache of Bazel, whose files the new cache starts with */
  constructor(folder: string, seed?: string) {
    this.folder = folder;
    mkdirSync(join(folder, 'data/ac'), { recursive: true });
    mkdirSync(join(folder, 'data/cas'));
    for (const kind of ['ac', 'cas'] as const) {
      const [from, to] = [join(seed ?? '', kind), join(folder, 'data', kind)];
      if (seed === undefined || !existsSync(from)) continue;
      // Hard links where the disk is the same: the cache replaces files and never writes into one.
      if (spawnSync('cp', ['-rlT', from, to]).status !== 0) cpSync(from, to, { recursive: true });
    }
  }

  /** @returns address of the cache */
  async start(limits: Limits = {}): Promise<string> {
    this.#port ??= freePort();
    const port = await this.#port;
    const data = join(this.folder, limits.kibibytes === undefined ? 'data' : 'small');
    mkdirSync(data, { recursive: true });
    writeFileSync(join(this.folder, 'nginx.conf'), configuration(port, data, limits));
    // It ends with this program, however that ends.
    const server = ['setpriv', '--pdeathsig', 'KILL', 'nginx', '-p', this.folder, '-c', 'nginx.conf', '-e', 'error.log'];
    const small = `mount -t tmpfs -o size=${limits.kibibytes}k tmpfs "$0" && exec "$@"`;
    const [program = '', ...args] =
      limits.kibibytes === undefined ? server : ['unshare', '--user', '--map-root-user', '--mount', '--', 'sh', '-c', small, data, ...server];
    this.#child = spawn(program, args, { stdio: 'ignore' });
    const address = `http://127.0.0.1:${port}`;
    for (let tries = 0; ; tries++) {
      if (await fetch(address).then(Boolean, () => false)) return address;
      if (tries === 600 || this.#child.exitCode !== null)
        throw new Error(`nginx does not answer\n${readFileSync(join(this.folder, 'error.log'), 'utf8')}`);
      await wait(100);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
  }

  has(kind: 'ac' | 'cas', digest: string): boolean {
    return existsSync(this.#path(kind, digest));
  }

  read(kind: 'ac' | 'cas', digest: string): Buffer {
    return readFileSync(this.#path(kind, digest));
  }

  /** Replaces an entry without touching a file that may have other names. */
  write(kind: 'ac' | 'cas', digest: string, bytes: Uint8Array): void {
    const path = this.#path(kind, digest);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
  }

  remove(kind: 'ac' | 'cas', digest: string): void {
    rmSync(this.#path(kind, digest), { force: true });
  }

  #path(kind: 'ac' | 'cas', digest: string): string {
    return join(this.folder, 'data', kind, digest.slice(0, 2), digest);
  }
}

/** Folders by the first two digits, as Bazel's own disk cache has them. */
function configuration(port: number, data: string, { readOnly = false }: Limits): string {
  return `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
master_process off;
pid nginx.pid;
error_log error.log crit;
events {}
http {
  access_log off;
  client_max_body_size 0;
  client_body_temp_path ${data}/temporary;
  proxy_temp_path temporary;
  fastcgi_temp_path temporary;
  uwsgi_temp_path temporary;
  scgi_temp_path temporary;
  server {
    listen 127.0.0.1:${port};
    root ${data};
    rewrite ^/(ac|cas)/(..)(.*)$ /$1/$2/$2$3 break;
    ${readOnly ? '' : 'dav_methods PUT; create_full_put_path on;'}
  }
}
`;
}
