/**
 * The service in front of real Bazel: a job's bytes are those of a build of its label, a baseline runs once, a killed server
 * loses nothing, and the documented clients run against it.
 *
 *     ./bazelw build //eval/serve //e2e/service && BAZEL_BINDIR=. bazel-bin/e2e/service/service_/service [flags of Bazel]
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseExecutionLog } from '../../tools/promises/bazel.ts';
import { RunningService } from './service.ts';

const repository = process.cwd();
const flags = process.argv.slice(2);
let [passed, failed, skipped] = [0, 0, 0];

function check(title: string, got: unknown, expected: unknown): void {
  const holds = JSON.stringify(got) === JSON.stringify(expected);
  if (holds) passed++;
  else failed++;
  process.stdout.write(
    `${holds ? 'ok     ' : 'FAILED '} ${title}${holds ? '' : `\n  got: ${JSON.stringify(got)}\n  expected: ${JSON.stringify(expected)}`}\n`,
  );
}

/** The evaluation of masks; detectors are the one that is meant where none is named. */
const pottery = { evaluation: 'pottery', dataset: 'pottery' } as const;
const scratch = mkdtempSync(join(tmpdir(), 'service-e2e-'));
const service = new RunningService(join(scratch, 'service'), repository, flags);
const heldout = `${service.folder}/datasets/heldout/dataset.yaml`;
try {
  await service.start();
  await jobs();
  await killed();
  clients();
} finally {
  await service.stop();
  const workspace = join(service.folder, 'home/workspace');
  execFileSync(join(repository, 'bazelw'), ['shutdown'], { cwd: workspace, stdio: 'ignore' });
  rmSync(scratch, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function jobs(): Promise<void> {
  const first = await service.ended((await service.post('/v1/vision/eval', { ...pottery, model: 'pot' })).job_id);
  check('an evaluation of the highest version, which regressed', [first.status, first.result['verdict'], first.error], ['completed', 'no-go', null]);

  const trained = await service.ended((await service.post('/v1/vision/train', { ...pottery, model: 'pot', auto_promote: true })).job_id);
  const { version, evaluation, promotion } = trained.result as {
    version?: string;
    evaluation?: { verdict: string };
    promotion?: { outcome: string };
  };
  check(
    'a training, evaluated and promoted',
    [trained.status, version, evaluation?.verdict, promotion?.outcome, trained.error],
    ['completed', 'v11', 'go', 'promoted', null],
  );
  const spawns = parseExecutionLog(readFileSync(service.log, 'utf8')).filter(({ mnemonic, cacheHit }) => mnemonic.startsWith('Eval') && !cacheHit);
  check(
    'no action of the shared baseline runs for the second job',
    spawns.filter(({ targetLabel }) => targetLabel.startsWith('//scores/')).length,
    0,
  );

  const again = await service.ended((await service.post('/v1/vision/eval', { ...pottery, model: `${service.folder}/models/pot/v9.onnx` })).job_id);
  check('a third one is held against the version in service, and refused', [again.status, again.result['verdict']], ['completed', 'no-go']);

  const id = first.job_id;
  const workspace = join(service.folder, 'home/workspace');
  const base = join(scratch, 'other');
  // Not synchronously: the server closes a connection on which nothing is asked for a minute, and the next request must know it.
  const [code] = await once(
    spawn(join(repository, 'bazelw'), [`--output_base=${base}`, 'build', ...flags, `//jobs/${id}:report`], { cwd: workspace, stdio: 'ignore' }),
    'close',
  );
  if (code !== 0) throw new Error(`the build of the label elsewhere ended with ${code}`);
  const bin = execFileSync(join(repository, 'bazelw'), [`--output_base=${base}`, 'info', ...flags, 'bazel-bin'], {
    cwd: workspace,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  for (const file of ['report.json', 'report.html', 'report.md', 'metrics.csv']) {
    const equal = readFileSync(join(bin, 'jobs', id, 'report', file)).equals(service.bytes(`results/${id}/${file}`));
    check(`${file} of a build of the label elsewhere has the same bytes`, equal, true);
  }
  execFileSync(join(repository, 'bazelw'), [`--output_base=${base}`, 'shutdown'], { cwd: workspace, stdio: 'ignore' });
  spawnSync('chmod', ['-R', 'u+w', base]);
}

/** The server ends without a word while a job runs; the next one finishes it. */
async function killed(): Promise<void> {
  const { job_id: id } = await service.post('/v1/vision/eval', { model: 'pot', dataset: heldout });
  await wait(3000);
  await service.stop('SIGKILL');
  await service.start();
  const job = await service.ended(id);
  check('a killed server takes its job up again: a detector on a dataset.yaml', [job.status, job.error], ['completed', null]);
  const fields = ['mAP50', 'mAP50_95', 'precision', 'recall', 'f1', 'small_object_recall', 'score'];
  check(
    'every number that clients read is there',
    fields.filter((field) => typeof job.result[field] !== 'number'),
    [],
  );
}

/** The documented clients need httpx. */
function clients(): void {
  const environment = join(scratch, 'venv');
  const made = spawnSync('python3', ['-m', 'venv', environment]).status === 0;
  if (!made || spawnSync(join(environment, 'bin/pip'), ['install', '-q', 'httpx']).status !== 0) {
    skipped++;
    process.stdout.write('skipped the documented clients: PyPI is out of reach\n');
    return;
  }
  const run = (script: string): string => {
    const env = { ...process.env, SERVICE: service.address, MODEL: 'pot', DATASET: heldout };
    const { stdout, stderr } = spawnSync(join(environment, 'bin/python'), [join(repository, 'e2e/service', script)], { env, encoding: 'utf8' });
    return stdout + stderr;
  };
  const evaluated = run('client_eval.py');
  check(
    'the documented client of an evaluation',
    /^mAP50: 0\.\d{3}\nScore: 0\.\d{4}\nSmall obj recall: 0\.\d{3}\n#1 \S+: 0\.\d{4}\n/.test(evaluated) || evaluated,
    true,
  );
  const trained = run('client_train.py');
  check(
    'the documented client of a training',
    /^Status: completed Progress: 100%\nCurrent best: \S+ \(score: 0\.\d{4}\)$/m.test(trained) || trained,
    true,
  );
}
