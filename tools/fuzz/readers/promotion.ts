/** What a promotion rests on, and the store that it writes: nothing that was changed is promoted, or taken for sound. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { run as checkFiles } from '../../../eval/checkpoint/run.ts';
import { checkpoint } from '../../../eval/contracts/checkpoint.ts';
import { run as evaluate, evaluationName } from '../../../eval/pipeline/run.ts';
import { promote } from '../../../eval/promote/promote.ts';
import type { Surroundings } from '../../../eval/promote/record.ts';
import { FolderFileSystem } from '../../../eval/promote/store/file_system.ts';
import { poorModel } from '../evaluations.ts';
import type { Form } from '../mutate/mutate.ts';
import { programs } from '../program.ts';
import { type Files, file, json, type Reader } from '../reader.ts';
import { filesOf } from './stages.ts';

const request = {
  channel: 'production',
  actor: 'Ada',
  reason: null,
  expectCurrent: null,
  force: false,
  otherBaseline: null,
  registeredBefore: null,
  key: undefined,
};
const names = { decision: 'decision.json', metrics: 'metrics.json', policy: 'policy.json', measure: 'measurement.json' };
const modelOf = () => ({
  name: 'model.onnx',
  model: readFileSync('datasets/clips/models/linear/fold_Aurora.onnx'),
  data: new Map<string, Uint8Array>(),
});

function surroundings(store: string): Surroundings {
  const self = { pid: 1, host: 'here', token: 't', isAlive: () => false };
  return { fs: new FolderFileSystem(store), self, now: () => '2026-01-01T00:00:00Z' };
}

async function promotionFiles(): Promise<Files[]> {
  const files = await filesOf(poorModel());
  const model = modelOf();
  const chosen = [...Object.values(names), 'corpus.json'].map((name) => [name, files[name] ?? json(null)] as const);
  return [{ ...Object.fromEntries(chosen), 'checkpoint.json': json(checkpoint.parse(checkFiles(model))), 'model.onnx': file('bytes', model.model) }];
}

/** A store with one version, made of an evaluation that asks for next to nothing. */
async function storeFiles(): Promise<Files[]> {
  const lenient = 'id: error, metric: rmse, where: {corpus: clips}, of: candidate, limit: 1000, minimum_n: 15';
  const made = await evaluate(poorModel([lenient]));
  const model = modelOf();
  const backend = made.metrics.backends.find(({ role }) => role === 'candidate')?.identity;
  if (backend === undefined) throw new Error('there is no candidate');
  const inputs = {
    evaluation: evaluationName,
    decision: made.decision,
    metrics: made.metrics,
    backend,
    policy: made.policy,
    measure: made.measure,
    corpora: new Map(made.metrics.corpora.map((corpus) => [corpus.name, corpus])),
    checkpoint: { manifest: checkFiles(model), model: model.model, data: model.data },
    tools: {},
  };
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  try {
    const outcome = promote({ ...request, inputs }, surroundings(folder));
    if (outcome.exitCode !== 0) throw new Error(outcome.text);
    const form = (path: string): Form => (path.endsWith('.json') ? 'json' : path.endsWith('.ndjson') ? 'ndjson' : 'bytes');
    return [Object.fromEntries(below(folder).map((path) => [`store/${relative(folder, path)}`, file(form(path), readFileSync(path))]))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function below(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? below(path) : [path];
  });
}

export const promotionReaders: readonly Reader[] = [
  // A store records refusals too, so it stands where outputs are not looked for.
  programs('promotion', 6, promotionFiles, {
    folder: 'eval/promote',
    words: `--store store --actor Ada --decision decision.json --metrics metrics.json --policy policy.json
            --measure measurement.json --corpus clips=corpus.json --checkpoint checkpoint.json --model model.onnx`,
    typed: true,
    exitCodes: [1, 4],
  }),
  programs(
    'store',
    4,
    storeFiles,
    { folder: 'eval/promote', words: 'status --store store', typed: true, exitCodes: [0, 1, 4] },
    { folder: 'eval/promote/verify', words: '--store store', typed: true, exitCodes: [0, 1, 4] },
  ),
];
