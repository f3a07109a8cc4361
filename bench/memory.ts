/** Peak memory of the scoring and the tabulating program, run as an action runs them, over corpora of different sizes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname } from 'node:path';
import { sha256 } from '../eval/io/digest.ts';
import { nodeBinary } from '../eval/io/node.ts';
import { maskPairs } from './workload.ts';

export interface Usage {
  readonly seconds: number;
  /** Of the processor, all threads. */
  readonly cpu: number;
  readonly megabytes: number;
}

const sizes = [1000, 20_000];
const side = 512;
const report = `process.on('exit', () => require('node:fs').writeSync(3, JSON.stringify(process.resourceUsage())));`;

/** The table: peak memory and processor seconds, and what memory grows by per further thousand samples. */
export function memoryTable(seed: number): string {
  const used = sizes.map((count) => ({ count, ...measured(seed, count) }));
  const row = (name: string, of: (one: (typeof used)[number]) => Usage): string => {
    const cells = used.map((one) => `${of(one).megabytes.toFixed(0)} MB, ${of(one).cpu.toFixed(1)} s`);
    const [small, large] = used.map(of) as [Usage, Usage];
    const growth = (large.megabytes - small.megabytes) / ((sizes[1] as number) - (sizes[0] as number));
    return `| ${[name, ...cells, `${(growth * 1000).toFixed(1)} MB`].join(' | ')} |`;
  };
  const head = `| program | ${sizes.map((count) => `${count} samples`).join(' | ')} | per further 1000 |\n|---|---|---|---|`;
  return [head, row('score, masks of 512 x 512', ({ score }) => score), row('tabulate, two backends', ({ tabulate }) => tabulate)].join('\n');
}

function measured(seed: number, count: number): { score: Usage; tabulate: Usage } {
  const folder = mkdtempSync(`${tmpdir()}/bench-`);
  try {
    const path = (name: string): string => `${folder}/${name}`;
    write(path, seed, count);
    const score = (backend: string) => {
      const args = ['--predictions', path(`${backend}.predictions.rows`), '--truth', path('truth.ndjson'), '--metric', 'mask_iou'];
      return program('score', [...args, '--out', path(`${backend}.samples.rows`)], smallYoung);
    };
    const usage = [score('candidate'), score('baseline')] as const;
    const scores = ['candidate', 'baseline'].flatMap((role) => ['--scores', `${role}:made=${path(`${role}.samples.rows`)}`]);
    const files = ['--measure', path('measurement.json'), '--corpus', `made=${path('corpus.json')}`, '--slices', `made=${path('slices.ndjson')}`];
    const out = ['--out', path('metrics.json'), '--csv', path('metrics.csv'), '--pairs', path('pairs.ndjson'), '--samples', path('samples.csv')];
    return { score: usage[0], tabulate: program('tabulate', ['--evaluation', 'made', ...files, ...scores, ...out], computingHeap) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How a program is started. */
export interface Memory {
  /** Of Node.js. */
  readonly options: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const oneArena = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '1048576' };

/** As the programs of actions that see all of a corpus are started: SMALL_HEAP and ONE_ARENA of tools/typescript.bzl. */
export const smallHeap: Memory = { options: ['--max-semi-space-size=2'], env: { ...oneArena, MODEL_EVAL_V8_OPTIONS: '--heap-growing-percent=60' } };

/** As tabulate is: COMPUTING_HEAP. */
export const computingHeap: Memory = {
  options: ['--max-semi-space-size=4'],
  env: { ...oneArena, MODEL_EVAL_V8_OPTIONS: '--heap-growing-percent=100' },
};

/** As score is: SMALL_YOUNG. */
export const smallYoung: Memory = { options: ['--max-semi-space-size=8'] };

export function program(stage: string, args: readonly string[], { options, env }: Memory = { options: [] }): Usage {
  const main = `${import.meta.dirname}/../eval/${stage}/main${extname(import.meta.filename)}`;
  const start = performance.now();
  const hook = `data:text/javascript,import{createRequire}from'node:module';const require=createRequire('/');${encodeURIComponent(report)}`;
  const { status, output, stderr } = spawnSync(nodeBinary, [...options, '--import', hook, main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`${stage}: ${String(stderr)}`);
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(String(output[3])) as NodeJS.ResourceUsage;
  return { seconds: (performance.now() - start) / 1000, cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
}

/** What index, policy and infer would have written. */
function write(path: (name: string) => string, seed: number, count: number): void {
  const pairs = maskPairs(seed, 200, side);
  const pairOf = (i: number) => pairs[i % pairs.length] as (typeof pairs)[number];
  const idOf = (i: number): string => `sample-${String(i).padStart(6, '0')}`;
  const rows = (name: string, header: readonly object[], row: (i: number) => object): void => {
    const lines = [...header, ...Array.from({ length: count }, (_, i) => row(i))];
    writeFileSync(path(name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  };
  for (const [shift, name] of ['candidate', 'baseline'].entries()) {
    const backend = { name, kind: 'made', digest: sha256(name), checkpoint: null, config: {} };
    rows(`${name}.predictions.rows`, [{ schemaVersion: 4, kind: 'predictions', backend }], (i) => {
      // The baseline gets every tenth sample wrong.
      const { prediction } = pairOf(shift === 1 && i % 10 === 0 ? i + 1 : i);
      return { id: idOf(i), status: 'ok', input: sha256(idOf(i)), prediction: { kind: 'mask', mask: prediction } };
    });
  }
  rows('truth.ndjson', [], (i) => ({ digest: sha256(`truth ${i}`), id: idOf(i), truth: { kind: 'mask', mask: pairOf(i).truth } }));
  rows('slices.ndjson', [], (i) => {
    const slices = { kind: [`kind-${i % 5}`] };
    return { id: idOf(i), slices, group: idOf(i), notes: [], image: `${idOf(i)}.jpg`, sha256: sha256(idOf(i)) };
  });
  const kinds = Array.from({ length: 5 }, (_, k) => ({ value: `kind-${k}`, title: `kind ${k}`, samples: Math.ceil((count - k) / 5) }));
  const corpus = { name: 'made', datasetVersion: '1', digest: sha256('made'), importer: 'made', samples: count, dimensions: { kind: kinds } };
  writeFileSync(path('corpus.json'), JSON.stringify({ schemaVersion: 1, kind: 'corpus', statements: [], exclusions: [], remarks: [], ...corpus }));
  const statistics = { resamples: 2000, seed: 1, level: 0.95, minimum_groups: 5 };
  const measure = { pass: { metric: 'mask_iou', at: 0.7 }, correct_rejections: 'exclude', statistics };
  writeFileSync(path('measurement.json'), JSON.stringify({ schemaVersion: 1, kind: 'measurement', digest: sha256('measure'), measure }));
}
