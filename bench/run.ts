/** Runs benchmarks against their peers, each in a contest of its own, and tells the results as a table. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname } from 'node:path';
import { nodeBinary } from '../eval/io/node.ts';
import { type Contest, contest, Side } from './contest.ts';
import type { Duel, SetupOptions } from './duel.ts';

export interface DuelOptions extends SetupOptions {
  /** The Python that has the peer's modules. */
  readonly python: string;
  /** In place of a benchmark's own number. */
  readonly rounds: number | undefined;
}

/** One contest, or why there is none. */
export async function runDuel(duel: Duel, options: DuelOptions): Promise<Contest | string> {
  const setup = duel.setup(options);
  if (setup === undefined) return 'needs --shared with models and photos of others';
  const missing = duel.modules.filter((module) => spawnSync(options.python, ['-c', `import ${module}`]).status !== 0);
  if (missing.length > 0) return `${options.python} lacks ${missing.join(', ')}`;
  const folder = mkdtempSync(`${tmpdir()}/bench-`);
  const path = `${folder}/setup.json`;
  writeFileSync(path, JSON.stringify(setup.input));
  const sides = {
    ours: new Side(nodeBinary, [`${import.meta.dirname}/ours${extname(import.meta.filename)}`, duel.name, path], {
      ...process.env,
      ORT_DISABLE_TELEMETRY: '1',
    }),
    // One thread also in what numpy calls.
    peer: new Side(options.python, [`${import.meta.dirname}/peer.py`, duel.peer, path], {
      ...process.env,
      OMP_NUM_THREADS: '1',
      OPENBLAS_NUM_THREADS: '1',
    }),
  };
  try {
    return await contest(sides, setup.tasks, options.rounds ?? duel.rounds);
  } finally {
    sides.ours.end();
    sides.peer.end();
    rmSync(folder, { recursive: true });
  }
}

export const tableHead = [
  '| benchmark | ours ms | peer ms | ratio | target | ratio of processor time | equal answers |',
  '|---|---|---|---|---|---|---|',
].join('\n');

export function tableRow({ title, target }: Duel, { seconds, cpuSeconds, answers }: Contest): string {
  const milliseconds = (value: number): string => (value * 1000).toFixed(1);
  const ratio = ({ ours, peer }: Contest['seconds']): string => (ours / peer).toFixed(2);
  const pairs = answers.flatMap(({ ours, peer }) => (Array.isArray(ours) ? ours.map((one, i) => [one, (peer as unknown[])[i]]) : [[ours, peer]]));
  const equal = pairs.filter(([ours, peer]) => JSON.stringify(ours) === JSON.stringify(peer)).length;
  const cells = [title, milliseconds(seconds.ours), milliseconds(seconds.peer), ratio(seconds), `< ${target}`, ratio(cpuSeconds)];
  return `| ${[...cells, `${equal} of ${pairs.length}`].join(' | ')} |`;
}
