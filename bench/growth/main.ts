/**
 * How builds grow with a corpus of tiny pictures whose predictions are given, in one or several checkouts, one after the other.
 *
 *     git worktree add ../before b6a56f8
 *     ./bazelw run //bench/growth -- --workspace ../before --workspace . --count 20000
 *
 *     ./bazelw run //bench/growth -- --stages --packs --count 1000      the programs themselves, without Bazel
 *
 *     --count 1000        pictures; may be repeated
 *     --rounds 2          of every build but the first
 *     --packs             pictures in packs, too
 *     --svg <file>        a plot of the builds of one checkout, or of the stages
 *     --flag <flag>       for every build
 */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArguments } from '../../eval/io/arguments.ts';
import { runMain } from '../../eval/io/main.ts';
import { median } from '../contest.ts';
import { writePack, writePackage } from './corpus.ts';
import { type Panel, plot } from './plot.ts';
import { stageCosts } from './stages.ts';
import { type Cost, Workspace } from './workspace.ts';

/** One build after the other, in one server. */
async function* builds(workspace: Workspace, count: number, rounds: number, packed: boolean): AsyncGenerator<readonly [title: string, cost: Cost]> {
  const path = (name: string): string => join(workspace.package, name);
  const changePicture = (i: number): void => {
    if (packed) writePack(path('images/0.tar'), 0, count, String(i));
    else appendFileSync(path(`images/${i}.png`), 'x');
  };
  yield ['analysis', await workspace.build('--nobuild')];
  yield ['first build', await workspace.build()];
  for (let i = 0; i < rounds; i++) {
    yield ['nothing changed', await workspace.build()];
    changePicture(i);
    yield [packed ? 'one pack changed' : 'one picture changed', await workspace.build()];
    writeFileSync(path('criteria.yaml'), readFileSync(path('criteria.yaml'), 'utf8').replace(/limit: .*/, `limit: 0.6${i}`));
    yield ['one limit changed', await workspace.build()];
  }
}

interface Measured {
  readonly count: number;
  readonly title: string;
  /** By build, or by stage. */
  readonly processorSeconds: ReadonlyMap<string, number>;
  /** Megabytes, by stage. */
  readonly peaks: ReadonlyMap<string, number>;
  readonly table: string;
}

const titleOf = (packed: boolean): string => (packed ? 'in packs' : 'as files');

async function measuredBuilds(folder: string, count: number, rounds: number, packed: boolean, flags: readonly string[]): Promise<Measured> {
  const workspace = new Workspace(folder, flags);
  try {
    // Programs are compiled before anything is measured.
    writePackage(workspace.package, 20, packed);
    await workspace.build();
    rmSync(workspace.package, { recursive: true });
    writePackage(workspace.package, count, packed);
    workspace.bazel('shutdown');
    workspace.peaks.clear();
    const costs = new Map<string, Cost[]>();
    for await (const [title, cost] of builds(workspace, count, rounds, packed)) costs.set(title, [...(costs.get(title) ?? []), cost]);
    const medians = (of: (cost: Cost) => number): Map<string, number> => new Map([...costs].map(([title, list]) => [title, median(list.map(of))]));
    const [seconds, processorSeconds] = [medians((cost) => cost.seconds), medians((cost) => cost.processorSeconds)];
    const memory = [...workspace.peaks].map(([stage, megabytes]) => `${stage} ${megabytes.toFixed(0)}`).join(', ');
    const table = [
      `${folder}, ${count} pictures ${titleOf(packed)}; peak memory in MB: ${memory}`,
      '',
      '| build | seconds | processor seconds |',
      '|---|---|---|',
      ...[...seconds].map(([build, value]) => `| ${build} | ${value.toFixed(1)} | ${processorSeconds.get(build)?.toFixed(1)} |`),
    ].join('\n');
    return { count, title: titleOf(packed), processorSeconds, peaks: workspace.peaks, table };
  } finally {
    rmSync(workspace.package, { recursive: true, force: true });
    workspace.bazel('shutdown');
  }
}

/** Processor time of all actions of each stage together, and the most memory that one of them had. */
function measuredStages(count: number, packed: boolean): Measured {
  const costs = stageCosts(count, packed);
  const table = [
    `| ${count} pictures ${titleOf(packed)} | actions | processor seconds | largest MB |`,
    '|---|---|---|---|',
    ...costs.map(({ stage, actions, seconds, megabytes }) => `| ${stage} | ${actions} | ${seconds.toFixed(1)} | ${megabytes.toFixed(0)} |`),
  ].join('\n');
  const column = (of: 'seconds' | 'megabytes'): Map<string, number> => new Map(costs.map((cost) => [cost.stage, cost[of]]));
  return { count, title: titleOf(packed), processorSeconds: column('seconds'), peaks: column('megabytes'), table };
}

/** Of files and of packs, and the memory of stages in the last of both. */
function panels(all: readonly Measured[]): Panel[] {
  const lines = (some: readonly Measured[], of: (one: Measured) => ReadonlyMap<string, number>): Panel['lines'] => {
    const names = new Set(some.flatMap((one) => [...of(one).keys()]));
    return new Map([...names].map((name) => [name, some.map((one) => [one.count, of(one).get(name) ?? Number.NaN] as const)]));
  };
  const kinds = Map.groupBy(all, ({ title }) => title);
  return [
    ...[...kinds].map(([title, some]) => ({
      title: `Processor seconds, pictures ${title}`,
      lines: lines(some, ({ processorSeconds }) => processorSeconds),
    })),
    ...[...kinds].slice(-1).map(([title, some]) => ({ title: `Largest MB of a stage, pictures ${title}`, lines: lines(some, ({ peaks }) => peaks) })),
  ];
}

process.chdir(process.env['BUILD_WORKING_DIRECTORY'] ?? '.');

export const main = await runMain(import.meta, async (argv) => {
  const [stages, packs] = [argv.includes('--stages'), argv.includes('--packs')];
  const valued = argv.filter((word) => word !== '--stages' && word !== '--packs');
  const given = parseArguments(valued, { workspace: 'many', count: 'many', rounds: 'optional', flag: 'many', svg: 'optional' });
  const kinds = packs ? [false, true] : [false];
  const all: Measured[] = [];
  for (const count of given.count.map(Number)) {
    for (const packed of kinds) {
      // Stages are those of this checkout.
      for (const folder of stages || given.workspace.length === 0 ? ['.'] : given.workspace) {
        all.push(
          stages ? measuredStages(count, packed) : await measuredBuilds(resolve(folder), count, Number(given.rounds ?? 2), packed, given.flag),
        );
        process.stdout.write(`${all.at(-1)?.table}\n\n`);
      }
    }
  }
  if (given.svg !== undefined) writeFileSync(given.svg, plot(panels(all)));
});
