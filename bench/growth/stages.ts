/** What the programs of the stages take for a corpus of tiny pictures, run shard by shard as actions run them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { computingHeap, type Memory, program, smallHeap, smallYoung, type Usage } from '../memory.ts';
import { picturesOfAShard, writePackage } from './corpus.ts';

/** How actions start the programs for which that is not left to Node.js. */
const memoryOf = new Map<string, Memory>([
  ['score', smallYoung],
  ['tabulate', computingHeap],
  ...['import', 'assemble', 'infer/imported', 'gallery', 'render'].map((name) => [name, smallHeap] as const),
]);

export interface StageCost {
  readonly stage: string;
  readonly actions: number;
  /** Processor time of all actions together. */
  readonly seconds: number;
  /** Of the largest of them. */
  readonly megabytes: number;
}

/** @param packed whether the pictures lie in tar archives, one a shard */
export function stageCosts(count: number, packed: boolean): StageCost[] {
  const folder = mkdtempSync(join(tmpdir(), 'growth-'));
  try {
    writePackage(folder, count, packed);
    return [...stages(folder, count, packed)].map(([stage, runs]) => ({
      stage,
      actions: runs.length,
      seconds: runs.reduce((sum, { cpu }) => sum + cpu, 0),
      megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function* stages(folder: string, count: number, packed: boolean): Generator<readonly [stage: string, runs: readonly Usage[]]> {
  const path = (name: string): string => join(folder, name);
  const json = (name: string, value: unknown): void => writeFileSync(path(name), JSON.stringify(value));
  const run = (name: string, ...words: readonly (readonly string[])[]): Usage => {
    writeFileSync(path('arguments'), words.flat().join('\n'));
    return program(name, [`@${path('arguments')}`], memoryOf.get(name));
  };
  const shards = Array.from({ length: Math.max(1, Math.ceil(count / picturesOfAShard)) }, (_, k) => k);
  const numbers = (k: number): number[] =>
    Array.from({ length: Math.min(picturesOfAShard, count - k * picturesOfAShard) }, (_, i) => k * picturesOfAShard + i);
  const eachShard = (words: (k: number) => readonly string[]): string[] => shards.flatMap(words);

  json('config.json', {});
  json('backend.json', { config: {}, kind: 'predictions', name: 'made', source: { kind: 'imported' } });
  const sanity = join(import.meta.dirname, '../../criteria/sanity.yaml');
  const criteria = ['--criteria', path('criteria.yaml'), '--sanity', sanity];
  yield ['criteria', [run('criteria', criteria, ['--measure-out', path('measurement.json'), '--policy-out', path('policy.json')])]];

  const packOf = (k: number): string => path(`images/${k}.tar`);
  const pack = (k: number): Usage => run('packs', ['--pack', packOf(k), '--index-out', path(`index-${k}`), '--keys-out', path(`keys-${k}`)]);
  if (packed) yield ['pack', shards.map(pack)];
  const keys = (k: number): string[] =>
    packed ? ['--picture-keys', `${k}=${path(`keys-${k}`)}`] : numbers(k).flatMap((i) => ['--picture', `${k}=images/${i}.png`]);
  yield [
    'import',
    [
      run(
        'import',
        ['--importer', 'image', '--config', path('config.json'), '--name', 'made', '--source', `manifest=${path('rows.ndjson')}`],
        eachShard(keys),
        ['--imported-out', path('imported.json'), '--descriptions-out', path('descriptions')],
        eachShard((k) => ['--drafts-out', `${k}=${path(`drafts-${k}`)}`]),
      ),
    ],
  ];
  const files = (k: number): string[] =>
    packed
      ? ['--pack', packOf(k), '--pack-index', path(`index-${k}`)]
      : numbers(k).flatMap((i) => ['--picture', `images/${i}.png=${path(`images/${i}.png`)}`]);
  const verified = (k: number): string[] => ['inputs', 'truth', 'digests'].flatMap((name) => [`--${name}-out`, path(`${name}-${k}`)]);
  yield ['verify', shards.map((k) => run('verify', ['--drafts', path(`drafts-${k}`)], files(k), verified(k), ['--unused-out', path('unused')]))];
  yield [
    'assemble',
    [
      run(
        'assemble',
        ['--imported', path('imported.json'), '--descriptions', path('descriptions'), '--name', 'made', '--dataset-version', '1'],
        eachShard((k) => ['--digests', path(`digests-${k}`)]),
        ['--corpus-out', path('corpus.json'), '--slices-out', path('slices')],
      ),
    ],
  ];
  yield [
    'infer, predictions given',
    [
      run(
        'infer/imported',
        ['--backend', path('backend.json'), '--file', `0=${path('candidate.ndjson')}`, '--corpus', 'made'],
        eachShard((k) => ['--inputs', path(`inputs-${k}`), '--out', path(`predictions-${k}`)]),
      ),
    ],
  ];
  const scored = (k: number): string[] => ['--predictions', path(`predictions-${k}`), '--truth', path(`truth-${k}`), '--out', path(`samples-${k}`)];
  yield ['score', shards.map((k) => run('score', scored(k)))];
  yield [
    'tabulate',
    [
      run(
        'tabulate',
        [
          '--evaluation',
          'made',
          '--measure',
          path('measurement.json'),
          '--corpus',
          `made=${path('corpus.json')}`,
          '--slices',
          `made=${path('slices')}`,
        ],
        eachShard((k) => ['--scores', `candidate:made=${path(`samples-${k}`)}`]),
        ['--out', path('metrics.json'), '--csv', path('metrics.csv'), '--pairs', path('pairs'), '--samples', path('samples.csv')],
      ),
    ],
  ];
  const pictures = (k: number): string[] =>
    packed
      ? ['--pack', `made=${packOf(k)}`, '--pack-index', `made=${path(`index-${k}`)}`]
      : numbers(k).flatMap((i) => ['--picture', `made=images/${i}.png=${path(`images/${i}.png`)}`]);
  const rows = (k: number): string[] => ['--truth', `made=${path(`truth-${k}`)}`, '--candidate', `made=${path(`predictions-${k}`)}`];
  const table = ['--metrics', path('metrics.json'), '--pairs', path('pairs')];
  const drawn = ['--out', path('gallery.json'), '--strips-dir', path('gallery')];
  yield ['gallery', [run('gallery', table, ['--corpus-slices', `made=${path('slices')}`], eachShard(rows), eachShard(pictures), drawn)]];
  yield ['decide', [run('decide', ['--policy', path('policy.json'), '--metrics', path('metrics.json'), '--out', path('decision.json')])]];
  const pages = ['json', 'markdown', 'html'].flatMap((form) => [`--${form}-out`, path(`report.${form}`)]);
  yield ['render', [run('render', table, ['--decision', path('decision.json'), '--gallery', path('gallery.json')], pages)]];
}
