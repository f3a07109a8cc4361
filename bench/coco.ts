/** Evaluators of COCO's files side by side: the same files, each a whole process from files to the twelve numbers, in turn. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname } from 'node:path';
import { nodeBinary } from '../eval/io/node.ts';
import { stagesTable } from './coco_stages.ts';
import { median } from './contest.ts';

interface Run {
  readonly version: string;
  /** Seconds of the whole process, and of its evaluation alone. */
  readonly whole: number;
  readonly alone: number;
  /** The same of the processor, all threads. */
  readonly cpu: number;
  readonly aloneCpu: number;
  readonly megabytes: number;
  readonly stats: readonly number[];
}

interface Workload {
  readonly kind: 'bbox' | 'segm';
  readonly images: number;
}

const workloads: readonly Workload[] = [
  { kind: 'bbox', images: 5000 },
  { kind: 'segm', images: 500 },
  { kind: 'segm', images: 5000 },
];

const reference = 'pycocotools';
const peers = [reference, 'faster_coco_eval', 'hotcoco', 'ultrafast_pycocotools', 'vernier'];

export interface CocoOptions {
  readonly python: string;
  readonly rounds: number;
}

/** A table for each workload, one after the other; a peer that the Python lacks is left out and named. */
export function* cocoTables({ python, rounds }: CocoOptions): Generator<string> {
  const missing = peers.filter((peer) => spawnSync(python, ['-c', `import ${peer}`]).status !== 0);
  const present = peers.filter((peer) => !missing.includes(peer));
  for (const workload of workloads) yield tableOf(workload, present, { python, rounds });
  if (missing.length > 0) yield missing.map((peer) => `${peer} was left out: ${python} lacks it`).join('\n');
}

function tableOf({ kind, images }: Workload, present: readonly string[], { python, rounds }: CocoOptions): string {
  const folder = mkdtempSync(`${tmpdir()}/bench-`);
  try {
    const title = run(python, [`${import.meta.dirname}/coco_workload.py`, kind, folder, '--images', String(images)]).trim();
    const sides = [
      // With two threads Node.js compiles and collects garbage beside the program.
      ...[['1', '--single-threaded'], ['2']].map(([threads = '', ...options]) => {
        return {
          name: 'ours',
          threads,
          command: nodeBinary,
          args: [...options, `${import.meta.dirname}/coco_ours${extname(import.meta.filename)}`, kind, folder],
        };
      }),
      ...present.flatMap((name) =>
        (name === reference || name === 'faster_coco_eval' ? ['1'] : ['1', '2']).map((threads) => {
          return { name, threads, command: python, args: [`${import.meta.dirname}/coco_peer.py`, name, kind, folder, threads] };
        }),
      ),
    ];
    const runs = sides.map((): Run[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [i, { command, args }] of sides.entries()) {
        // What takes a minute is run once.
        if ((runs[i]?.[0]?.whole ?? 0) > 60) continue;
        const timed = time(command, args);
        if (timed !== undefined) runs[i]?.push(timed);
      }
    }
    const truth = runs[sides.findIndex(({ name }) => name === reference)]?.[0]?.stats;
    const rows = sides.map(({ name, threads }, i) => row(name, threads, runs[i] as Run[], truth));
    const head = ['program', 'threads', 'whole s', 'processor s', 'evaluation alone s', 'its processor s', 'peak MB', 'largest difference'];
    const table = [`${kind}: ${title}`, '', `| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows];
    const bare = (): Run => time(sides[0]?.command ?? '', sides[0]?.args ?? []) as Run;
    const resampling = (): string => run(nodeBinary, [`${import.meta.dirname}/coco_resampling${extname(import.meta.filename)}`, folder]).trim();
    const paired = kind === 'bbox' ? ['', `2,000 paired resamples of AP and AP50: ${resampling()} s of the processor`] : [];
    const stages = kind === 'bbox' ? ['', 'Through the programs of a build:', '', stagesTable(folder, rounds, bare)] : [];
    return [...table, ...paired, ...stages].join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function row(name: string, threads: string, runs: readonly Run[], truth: readonly number[] | undefined): string {
  const [first] = runs;
  if (first === undefined) return `| ${name} | ${threads} | does not take these files | | | | | |`;
  const of = (value: (run: Run) => number): string => median(runs.map(value)).toFixed(2);
  const difference = truth === undefined ? '' : Math.max(...first.stats.map((value, i) => Math.abs(value - (truth[i] as number)))).toExponential(0);
  const times = [of(({ whole }) => whole), of(({ cpu }) => cpu), of(({ alone }) => alone), of(({ aloneCpu }) => aloneCpu)];
  const cells = [`${name} ${first.version}`, threads, ...times, Math.max(...runs.map(({ megabytes }) => megabytes)).toFixed(0), difference];
  return `| ${cells.join(' | ')} |`;
}

/** Undefined where the program does not take the files: one reads no results without boxes. */
function time(command: string, args: readonly string[]): Run | undefined {
  const start = performance.now();
  const { status, stdout } = spawned(command, args);
  return status === 0 ? { ...JSON.parse(stdout), whole: (performance.now() - start) / 1000 } : undefined;
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawned(command, args);
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}

function spawned(command: string, args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } });
}
