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
 *     --svg <file>        a plot of the builds of one checkout
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
  /** Medians, by build. */
  readonly builds: ReadonlyMap<string, Cost>;
  /** Megabytes, by stage. */
  readonly peaks: ReadonlyMap<string, number>;
}

async function measured(folder: string, count: number, rounds: number, packed: boolean, flags: readonly string[]): Promise<Measured> {
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
    const middle = (list: readonly Cost[], of: (cost: Cost) => number): number => median(list.map(of));
    const medians = [...costs].map(([title, list]): [string, Cost] => [
      title,
      { seconds: middle(list, ({ seconds }) => seconds), processorSeconds: middle(list, ({ processorSeconds }) => processorSeconds) },
    ]);
    return { count, title: packed ? 'in packs' : 'as files', builds: new Map(medians), peaks: workspace.peaks };
  } finally {
    rmSync(workspace.package, { recursive: true, force: true });
    workspace.bazel('shutdown');
  }
}

function buildTable(folder: string, { count, title, builds, peaks }: Measured): string {
  const rows = [...builds].map(([build, { seconds, processorSeconds }]) => `| ${build} | ${seconds.toFixed(1)} | ${processorSeconds.toFixed(1)} |`);
  const memory = [...peaks].map(([stage, megabytes]) => `${stage} ${megabytes.toFixed(0)}`).join(', ');
  return [
    `${folder}, ${count} pictures ${title}; peak memory in MB: ${memory}`,
    '',
    '| build | seconds | processor seconds |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

/** Builds of files and of packs, and the memory of stages in the last of both. */
function panels(all: readonly Measured[]): Panel[] {
  const lines = (some: readonly Measured[], of: (one: Measured) => ReadonlyMap<string, number>): Panel['lines'] => {
    const names = new Set(some.flatMap((one) => [...of(one).keys()]));
    return new Map([...names].map((name) => [name, some.map((one) => [one.count, of(one).get(name) ?? Number.NaN] as const)]));
  };
  const processor = ({ builds }: Measured) => new Map([...builds].map(([name, cost]) => [name, cost.processorSeconds]));
  const kinds = Map.groupBy(all, ({ title }) => title);
  return [
    ...[...kinds].map(([title, some]) => ({ title: `Processor seconds, pictures ${title}`, lines: lines(some, processor) })),
    ...[...kinds].slice(-1).map(([title, some]) => ({ title: `Largest MB of a stage, pictures ${title}`, lines: lines(some, ({ peaks }) => peaks) })),
  ];
}

/** Processor time of all actions of each stage together, and the most memory that one of them had. */
function stageTable(count: number, packed: boolean): string {
  const rows = stageCosts(count, packed).map(
    ({ stage, actions, seconds, megabytes }) => `| ${stage} | ${actions} | ${seconds.toFixed(1)} | ${megabytes.toFixed(0)} |`,
  );
  const head = `| ${count} pictures ${packed ? 'in packs' : 'as files'} | actions | processor seconds | largest MB |`;
  return [head, '|---|---|---|---|', ...rows].join('\n');
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
      if (stages) {
        process.stdout.write(`${stageTable(count, packed)}\n\n`);
        continue;
      }
      for (const folder of given.workspace.length === 0 ? ['.'] : given.workspace) {
        const one = await measured(resolve(folder), count, Number(given.rounds ?? 2), packed, given.flag);
        all.push(one);
        process.stdout.write(`${buildTable(folder, one)}\n\n`);
      }
    }
  }
  if (given.svg !== undefined) writeFileSync(given.svg, plot(panels(all)));
});
