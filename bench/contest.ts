/**
 * Two sides, ours and the peer's, do the same tasks in turn. Each side is a process of its own that does a task when it
 * gets a line and answers with a line, so that neither waits for the other's garbage nor runs beside it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { ascending, quantile } from '../eval/stats/quantile.ts';

/** What a side says about one task. */
export interface Lap {
  readonly seconds: number;
  /** Processor time of the whole process, all threads. */
  readonly cpuSeconds: number;
  /** What came out, for comparing: the same on both sides. */
  readonly answer: unknown;
}

export class Side {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = process.env) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: environment });
    const lines: Interface = createInterface({ input: this.#child.stdout as NonNullable<ChildProcess['stdout']> });
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Does task number `task`. @throws Error when the side ended instead, having said why */
  async lap(task: number): Promise<Lap> {
    this.#child.stdin?.write(`${task}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`a side ended in task ${task}`);
    return JSON.parse(value) as Lap;
  }

  end(): void {
    this.#child.stdin?.end();
  }
}

export interface Sides<T> {
  readonly ours: T;
  readonly peer: T;
}

export interface Contest {
  /** Sums over the tasks of each task's median. */
  readonly seconds: Sides<number>;
  readonly cpuSeconds: Sides<number>;
  /** Of each task, from its last lap. */
  readonly answers: readonly Sides<unknown>[];
}

/** Every task `rounds` times on each side in turn, after one round that does not count: compilers and caches warm up. */
export async function contest({ ours, peer }: Sides<Side>, tasks: number, rounds: number): Promise<Contest> {
  const laps = Array.from({ length: tasks }, (): { ours: Lap[]; peer: Lap[] } => ({ ours: [], peer: [] }));
  for (let round = -1; round < rounds; round++) {
    for (const [task, of] of laps.entries()) {
      const lap = { ours: await ours.lap(task), peer: await peer.lap(task) };
      if (round < 0) continue;
      of.ours.push(lap.ours);
      of.peer.push(lap.peer);
    }
  }
  const total = (side: keyof Sides<Lap>, what: 'seconds' | 'cpuSeconds'): number =>
    laps.reduce((sum, of) => sum + median(of[side].map((lap) => lap[what])), 0);
  return {
    seconds: { ours: total('ours', 'seconds'), peer: total('peer', 'seconds') },
    cpuSeconds: { ours: total('ours', 'cpuSeconds'), peer: total('peer', 'cpuSeconds') },
    answers: laps.map((of) => ({ ours: of.ours.at(-1)?.answer, peer: of.peer.at(-1)?.answer })),
  };
}

/** The middle one; of an even number the mean of the two in the middle; of none NaN. */
export function median(values: readonly number[]): number {
  return quantile(ascending(values), 0.5) ?? Number.NaN;
}
