/** How a corpus grows: the programs from sources to a table of scores, run shard by shard as actions run them, on tiny pictures. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../eval/io/digest.ts';
import type { Usage } from './memory.ts';
import { program } from './memory.ts';

const grey = 'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAEElEQVR4nGPQiOrZx4BKAABEDAcx3EhfkQAAAABJRU5ErkJggg==';
const mask = { size: [4, 4], counts: [4, 8, 4] };
const told = { size: [4, 4], counts: '484' };

/** Seconds of all actions of each stage together, and the most memory that one of them took. */
export function growthTable(count: number, shards: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'growth-'));
  try {
    write(folder, count);
    const used = stages(folder, count, shards).map(([stage, runs]) => {
      const [seconds, megabytes] = [runs.reduce((sum, run) => sum + run.seconds, 0), Math.max(...runs.map((run) => run.megabytes))];
      return `| ${stage} | ${runs.length} | ${seconds.toFixed(1)} s | ${megabytes.toFixed(0)} MB |`;
    });
    return [`| ${count} samples, ${shards} shards | actions | together | largest |`, '|---|---|---|---|', ...used].join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function stages(folder: string, count: number, shards: number): [stage: string, runs: Usage[]][] {
  const path = (name: string): string => join(folder, name);
  const run = (stage: string, words: readonly string[]): Usage => {
    writeFileSync(path('arguments'), words.join('\n'));
    return program(stage, [`@${path('arguments')}`]);
  };
  const every = Array.from({ length: shards }, (_, k) => k);
  const keys = Array.from({ length: count }, (_, i) => `${i}.png`);
  const sources = ['--importer', 'image', '--config', path('config.json'), '--name', 'made', '--source', `manifest=${path('manifest.ndjson')}`];
  const imported = run('import', [
    ...sources,
    ...keys.flatMap((key, i) => ['--picture', `${i % shards}=${key}`]),
    ...['--imported-out', path('imported.json'), '--descriptions-out', path('descriptions.ndjson')],
    ...every.flatMap((k) => ['--drafts-out', `${k}=${path(`drafts-${k}.ndjson`)}`]),
  ]);
  const verified = every.map((k) =>
    run('verify', [
      ...['--drafts', path(`drafts-${k}.ndjson`), '--unused-out', path('unused')],
      ...keys.filter((_, i) => i % shards === k).flatMap((key) => ['--picture', `${key}=${path(key)}`]),
      ...['inputs', 'truth', 'digests'].flatMap((name) => [`--${name}-out`, path(`${name}-${k}.ndjson`)]),
    ]),
  );
  const assembled = run('assemble', [
    ...['--imported', path('imported.json'), '--descriptions', path('descriptions.ndjson'), '--name', 'made', '--dataset-version', '1'],
    ...every.flatMap((k) => ['--digests', path(`digests-${k}.ndjson`)]),
    ...['--corpus-out', path('corpus.json'), '--slices-out', path('slices.ndjson')],
  ]);
  const scored = every.map((k) => {
    predict(path(`inputs-${k}.ndjson`), path(`predictions-${k}.ndjson`));
    return run('score', [
      '--predictions',
      path(`predictions-${k}.ndjson`),
      '--truth',
      path(`truth-${k}.ndjson`),
      '--out',
      path(`samples-${k}.ndjson`),
    ]);
  });
  return [
    ['import', [imported]],
    ['verify', verified],
    ['assemble', [assembled]],
    ['score', scored],
  ];
}

/** Pictures of other bytes that all show the same: a PNG may end with anything. */
function write(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const png = Buffer.from(grey, 'base64');
  const row = (i: number) => JSON.stringify({ id: `s${i}`, image: `${i}.png`, rle: mask, slices: { kind: [`kind-${i % 5}`] } });
  for (let i = 0; i < count; i++) writeFileSync(join(folder, `${i}.png`), Buffer.concat([png, Buffer.from(String(i))]));
  writeFileSync(join(folder, 'manifest.ndjson'), Array.from({ length: count }, (_, i) => `${row(i)}\n`).join(''));
  writeFileSync(join(folder, 'config.json'), '{}');
}

/** What a backend that is always right would have said. */
function predict(inputs: string, predictions: string): void {
  const backend = { name: 'made', kind: 'made', digest: sha256('made'), checkpoint: null, config: {} };
  const rows = readFileSync(inputs, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
  const said = rows.map((line) => {
    const { id, sha256: input } = JSON.parse(line) as { id: string; sha256: string };
    return JSON.stringify({ id, status: 'ok', input, prediction: { kind: 'mask', mask: told } });
  });
  writeFileSync(predictions, [JSON.stringify({ schemaVersion: 1, kind: 'predictions', backend }), ...said, ''].join('\n'));
}

if (import.meta.main) {
  const [count = '20000', shards = '20'] = process.argv.slice(2);
  process.stdout.write(`${growthTable(Number(count), Number(shards))}\n`);
}
