/** The service as an operator starts it: a folder with models, a service.yaml, real Bazel. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Answer {
  readonly job_id: string;
  readonly status: string;
  readonly result: Record<string, unknown> & { readonly promotion?: { readonly outcome: string; readonly text: string } };
  readonly error: unknown;
}

export class RunningService {
  readonly folder: string;
  readonly #repository: string;
  readonly #flags: readonly string[];
  readonly #bazel: readonly string[];
  #child: ChildProcess | undefined;
  address = '';

  /** @param repository root of the built repository @param flags of Bazel's commands @param startup what stands before a command */
  constructor(folder: string, repository: string, flags: readonly string[], startup: readonly string[] = []) {
    this.folder = folder;
    this.#bazel = [join(repository, 'bazelw'), ...startup];
    this.#repository = repository;
    this.#flags = flags;
    mkdirSync(join(folder, 'models/pot'), { recursive: true });
    mkdirSync(join(folder, 'datasets'));
    const checkpoints = join(repository, 'datasets/pottery/checkpoints');
    for (const [from, to] of [
      ['pottery-v1', 'v9'],
      ['pottery-v3-regressed', 'v10'],
    ] as const) {
      cpSync(join(checkpoints, `${from}.onnx`), join(folder, `models/pot/${to}.onnx`));
    }
    cpSync(join(repository, 'datasets/pottery/heldout'), join(folder, 'datasets/heldout'), { recursive: true });
    writeFileSync(join(folder, 'detection_criteria.yaml'), this.#template('detection_criteria.yaml'));
    writeFileSync(join(folder, 'service.yaml'), this.#configuration(join(checkpoints, 'pottery-v2.onnx')));
  }

  get log(): string {
    return join(this.folder, 'execution.json');
  }

  /** The template for detectors, and beside it an evaluation of masks on declared datasets. */
  #configuration(learnt: string): string {
    const module = '@rules_model_eval//';
    const pottery = {
      backend: { rule: 'yolo_seg_backend' },
      criteria: `${module}criteria/pottery:success_criteria`,
      baseline: `${module}examples/pottery:saliency`,
      datasets: { pottery: { heldout: `${module}datasets/pottery:heldout`, flagged: `${module}datasets/pottery:flagged` } },
      fields: { iou: { metric: 'mask_iou', corpus: 'heldout' } },
      score: { iou: 1 },
    };
    const rest = {
      bazel: {
        command: this.#bazel,
        flags: [...this.#flags, `--execution_log_json_file=${this.log}`],
        module: { path: this.#repository },
      },
      training: { command: ['python3', join(this.#repository, 'e2e/service/train.py'), learnt] },
      promotion: { automatic: true },
    };
    const lines = Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
    return [`${this.#template('detection.yaml')}\n  pottery: ${JSON.stringify(pottery)}\n`, ...lines].join('');
  }

  #template(file: string): string {
    return readFileSync(join(this.#repository, 'examples/service', file), 'utf8');
  }

  async start(): Promise<void> {
    const program = join(this.#repository, 'bazel-bin/eval/serve/serve_/serve');
    const args = ['--config', join(this.folder, 'service.yaml'), '--home', join(this.folder, 'home'), '--port', '0'];
    const child = spawn(program, args, { cwd: this.#repository, env: { ...process.env, BAZEL_BINDIR: '.' }, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    this.address = await new Promise((resolve, reject) => {
      let text = '';
      child.stderr.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        const found = /^serving at (\S+)$/m.exec(text);
        if (found !== null) resolve(found[1] ?? '');
      });
      child.on('exit', (code) => reject(new Error(`the service ended with ${code}\n${text}`)));
    });
  }

  /** @param signal SIGKILL: without a chance to say anything */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async post(path: string, body: unknown): Promise<Answer> {
    const response = await fetch(this.address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  async ended(id: string): Promise<Answer> {
    for (;;) {
      const job = (await (await fetch(`${this.address}/v1/vision/jobs/${id}`)).json()) as Answer;
      if (!['queued', 'running'].includes(job.status)) return job;
      await wait(500);
    }
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.folder, 'home', path));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
