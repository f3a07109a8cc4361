/** A service in a folder of its own, in front of a stand-in for Bazel. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ServiceFile, serviceFile } from '../../contracts/service.ts';
import { createServer, type Server } from '../server.ts';

const extension = import.meta.filename.endsWith('.js') ? 'js' : 'ts';
export const fakeBazel = [process.execPath, '--disable-warning=ExperimentalWarning', join(import.meta.dirname, `fake_bazel.${extension}`)];

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  readonly body: any;
}

export class TestService {
  readonly folder: string;
  readonly #more: Partial<ServiceFile>;
  readonly #access: string | undefined;
  #server: Server | undefined;

  /** @param access the token of every request; none: only this machine @param folder one that is there already */
  constructor(more: Partial<ServiceFile> = {}, access?: string, folder = mkdtempSync(join(tmpdir(), 'service-'))) {
    this.folder = folder;
    this.#more = more;
    this.#access = access;
    for (const name of ['models', 'datasets', 'home']) mkdirSync(join(this.folder, name), { recursive: true });
  }

  get server(): Server {
    this.#server ??= createServer({
      config: this.config,
      configPath: join(this.folder, 'service.yaml'),
      home: join(this.folder, 'home'),
      bazel: fakeBazel,
      module: { path: '/nowhere' },
      tokens: { access: this.#access, promotion: 'promotion-token-1' },
      loopback: this.#access === undefined,
      log: false,
    });
    return this.#server;
  }

  get config(): ServiceFile {
    return {
      ...serviceFile.parse({
        schema: 1,
        models: join(this.folder, 'models'),
        datasets: join(this.folder, 'datasets'),
        evaluations: {
          pots: {
            backend: { rule: 'saliency_backend' },
            criteria: '//:criteria',
            datasets: { pots: { val: '//:pots' } },
            fields: { iou: { metric: 'iou', corpus: 'val' } },
            score: { iou: 1 },
          },
        },
      }),
      ...this.#more,
    };
  }

  /** Writes a file below the folder; of a model its content says what it is worth. */
  write(path: string, content: unknown): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<Answered> {
    const { statusCode, body, headers: got } = await this.server.app.inject({ method: 'GET', url, headers: { host: 'localhost', ...headers } });
    return { status: statusCode, body: String(got['content-type']).startsWith('application/json') ? JSON.parse(body) : body };
  }

  async post(url: string, payload: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const given = { method: 'POST', url, headers: { host: 'localhost', ...headers } } as const;
    const { statusCode, body } = await this.server.app.inject(payload === undefined ? given : { ...given, payload: payload as object });
    return { status: statusCode, body: JSON.parse(body) };
  }

  /** The job once it has ended. */
  async ended(answer: Answered): Promise<Answered['body']> {
    // A server that was stopped starts again here.
    await this.server.queue.idle();
    return (await this.get(`/v1/vision/jobs/${answer.body.job_id}`)).body;
  }

  /** What Bazel was asked to do. */
  get builds(): string[] {
    const log = join(this.folder, 'home/workspace/builds.log');
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  }

  /** Ends the server as a signal does; a later request starts it again. */
  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
