import { type ChildProcess, spawn } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

// What the launcher uses of any machine; everything else that it calls is a fake of the test, or absent.
const BASICS =
  'awk bash cat chmod cksum cp cut dirname du env find flock grep gzip head ln ls mkdir mktemp mv nproc readlink rm sed sha256sum sha512sum sleep sort tail tar timeout touch tr wc xargs';

/** A fake that stands for the namespaces: it prints what was to run in the private root, and plays openssl. */
export const UNSHARE = `
for last; do :; done
if [[ $last == / ]]; then [[ ! -e $MACHINE/forbidden ]]; exit; fi
if [[ $* == *openssl* ]]; then cat >"$last"; exit; fi
printf '%s\\n' "$@"`;

/** What a run of the launcher gave. */
export interface Result {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A machine made of a temporary folder: a workspace with the launcher, a home, and the programs that the test puts on the PATH. */
export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'machine-'));
  readonly workspace = join(this.folder, 'workspace');
  readonly cache = join(this.folder, 'home/.cache/bazelw');

  /** @param overrides shell lines that run before the launcher's main, to change its settings */
  constructor(overrides = '') {
    for (const folder of [join(this.folder, 'home'), join(this.folder, 'bin'), join(this.folder, 'basics')]) mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(join(root, 'tools/bazelw')).filter((n) => n.endsWith('.sh'))) {
      this.write(`workspace/tools/bazelw/${name}`, readFileSync(join(root, 'tools/bazelw', name), 'utf8'));
    }
    const isolated = [
      `apt_settings=${this.folder}/apt keyrings=${this.folder}/keyrings`,
      `certificate_bundles=(${this.folder}/bundle.pem) global_npmrcs=()`,
      `debian_system_rc=${this.folder}/bazelrc debian_programs=${this.folder}/debian private_root=${this.folder}/private`,
      'patience=1',
    ].join('\n');
    this.write('workspace/bazelw', workspaceFile('bazelw').replace('main "$@"', `${isolated}\n${overrides}\nmain "$@"`), 0o755);
    this.write('workspace/.bazelrc', workspaceFile('.bazelrc'));
    this.write('workspace/.bazelversion', '7.7.1\n');
    for (const name of BASICS.split(' ')) symlinkSync(onPath(name), join(this.folder, 'basics', name));
    this.fake('uname', 'echo "Linux x86_64"');
    this.fake('id', 'echo 0');
    this.fake('df', 'printf "header\\n/dev/x 9 9 9000000 0%% /\\n"');
  }

  /** Writes a file below the machine's folder. */
  write(path: string, text: string, mode = 0o644): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  }

  /** Puts a bash script on the PATH; $MACHINE is the machine's folder. */
  fake(name: string, script: string, folder = 'bin'): string {
    return this.write(`${folder}/${name}`, `#!${onPath('bash')}\n${script}\n`, 0o755);
  }

  read(path: string): string {
    const file = join(this.folder, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Names in the launcher's cache folder. */
  cached(): string[] {
    return existsSync(this.cache) ? readdirSync(this.cache).sort() : [];
  }

  /** Starts the launcher in a process group of its own. */
  start(args: readonly string[] = [], options: { env?: Record<string, string>; cwd?: string } = {}): ChildProcess {
    return spawn(join(this.workspace, 'bazelw'), args, {
      cwd: options.cwd ?? this.workspace,
      detached: true,
      env: {
        PATH: `${this.folder}/bin:${this.folder}/basics`,
        HOME: join(this.folder, 'home'),
        TMPDIR: this.folder,
        MACHINE: this.folder,
        npm_config_registry: 'http://npm.test/',
        ...options.env,
      },
    });
  }

  async run(args: readonly string[] = [], options: { env?: Record<string, string>; cwd?: string; input?: string } = {}): Promise<Result> {
    const child = this.start(args, options);
    child.stdin?.on('error', () => {}); // it may have ended before it was told anything
    child.stdin?.end(options.input ?? '');
    return finished(child);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Ends every process of a machine at once, as a power failure would. */
export function powerFailure(machine: Machine): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    try {
      if (readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`MACHINE=${machine.folder}`)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // gone, or not ours
    }
  }
}

/** Waits for the end of a started launcher. */
export async function finished(child: ChildProcess): Promise<Result> {
  const texts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data) => {
    texts.stdout += data;
  });
  child.stderr?.on('data', (data) => {
    texts.stderr += data;
  });
  return new Promise((resolve) => child.on('close', (status, signal) => resolve({ status, signal, ...texts })));
}

/** Waits until something holds, for at most ten seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('waited for ten seconds');
}

function onPath(name: string): string {
  const candidates = `${process.env['PATH']}:/usr/bin:/bin`.split(':').map((folder) => join(folder, name));
  const found = candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error(`${name} is not on the PATH`);
  return found;
}

/** A file of the workspace's root: under Bazel from @workspace_files. */
function workspaceFile(path: string): string {
  const repository = readdirSync(join(root, '..')).find((name) => name.endsWith('workspace_files'));
  if (repository === undefined) return readFileSync(join(root, path), 'utf8');
  const files = JSON.parse(readFileSync(join(root, '..', repository, 'files.json'), 'utf8')) as Record<string, string>;
  return files[path] ?? '';
}
