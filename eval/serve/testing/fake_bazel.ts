/**
 * Stands in for Bazel in tests of the queue: it looks at the packages that the service wrote, and makes a report of what the
 * checkpoint says of itself, which is JSON: `{"iou": 0.7, "verdict": "go", "seconds": 0.5, "error": "EV3001"}`.
 */
import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { policyFile } from '../../contracts/criteria.ts';
import { policyOf } from '../../decide/testing/table.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { digestOf } from '../../io/digest.ts';
import { reportWith } from '../../leaderboard/testing/reports.ts';

interface Model {
  readonly iou: number;
  readonly verdict?: 'go' | 'no-go';
  readonly seconds?: number;
  readonly error?: string;
}

const anyCriterion = { id: 'any', metric: 'iou', where: { corpus: 'val' }, of: 'candidate', limit: 0, minimum_n: 1 } as const;
const words = process.argv.slice(2);
const target = words.find((word) => word.startsWith('//jobs/')) ?? '';
const id = /^\/\/jobs\/(\w+):/.exec(target)?.[1] ?? '';
const read = (path: string): string => readFileSync(path, 'utf8');
const buildFileOf = (label: string): string => join(label.replace(/^\/\//, '').replace(/:.*/, ''), 'BUILD.bazel');

if (id === '') {
  criteria();
  process.exit();
}
const job = read(join('jobs', id, 'BUILD.bazel'));
const backend = /candidate = "(\/\/backends\/[^"]+)"/.exec(job)?.[1] ?? '';
const checkpoint = /checkpoint = "(\/\/models\/[^"]+)"/.exec(read(buildFileOf(backend)))?.[1] ?? '';
const model = JSON.parse(read(join(buildFileOf(checkpoint), '../model.onnx'))) as Model;
const flags = words[0] === 'run' ? ` ${words.slice(words.indexOf('--') + 1).join(' ')}` : '';
appendFileSync('builds.log', `${words[0]} ${id}${flags}\n`);

if (words[0] === 'build') await build();
else promote();

/** Criteria are files of another target: built, and found by a query. */
function criteria(): void {
  if (words[0] !== 'cquery') return;
  const { schemaVersion, kind, digest: _digest, ...judging } = policyFile.parse(policyOf([anyCriterion]));
  mkdirSync('bazel-out/criteria', { recursive: true });
  writeFileSync('bazel-out/criteria/policy.json', canonicalJson({ schemaVersion, kind, ...judging, digest: digestOf(judging) }));
  process.stdout.write('bazel-out/criteria/measurement.json\nbazel-out/criteria/policy.json\n');
}

async function build(): Promise<void> {
  const tell = (text: string): void => void process.stderr.write(`${text}\n`);
  tell('[1 / 4] Scoring //jobs; 1s linux-sandbox');
  await new Promise((resolve) => setTimeout(resolve, 1000 * (model.seconds ?? 0)));
  if (model.error !== undefined) {
    tell(`error ${model.error}  model.onnx\n  it is broken, see /home/somebody/secret/model.onnx\n  do: mend it`);
    process.exit(1);
  }
  const folder = join('bazel-bin/jobs', id, 'report');
  mkdirSync(folder, { recursive: true });
  const report = reportWith({
    candidate: /models\/([0-9a-f]+)/.exec(checkpoint)?.[1] ?? '',
    evaluation: target,
    values: { iou: model.iou },
    verdict: model.verdict ?? 'go',
  });
  writeFileSync(join(folder, 'report.json'), canonicalJson(report));
  writeFileSync(join(folder, 'report.html'), '<!doctype html><title>report</title>');
  // As Bazel lays it: a link to the output of another target.
  const numbers = resolve('bazel-bin/jobs', id, 'metrics.csv');
  writeFileSync(numbers, 'metric,value\n');
  rmSync(join(folder, 'metrics.csv'), { force: true });
  symlinkSync(numbers, join(folder, 'metrics.csv'));
}

function promote(): void {
  const channel = words[words.indexOf('--channel') + 1];
  if ((model.verdict ?? 'go') === 'go' || words.includes('--force')) process.stdout.write(`promoted: ${channel} has sha256:x now; it had none\n`);
  else {
    process.stderr.write(`refused: ${channel} stays at nothing; the refusal is in the audit trail\n`);
    process.exit(1);
  }
}
