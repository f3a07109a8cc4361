/**
 * How builds grow with a corpus of tiny pictures whose predictions are given, in one or several checkouts, one after the other.
 *
 *     git worktree add ../before b6a56f8
 *     ./bazelw run //bench/growth -- --workspace ../before --workspace . --count 20000
 *
 *     ./bazelw run //bench/growth -- --stages --count 1000 --count 10000      the programs themselves, without Bazel, files and packs
 *
 *     --count 1000        pictures; may be repeated
 *     --rounds 2          of every build but the first
 *     --flag <flag>       for every build
 */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArguments } from '../../eval/io/arguments.ts';
import { runMain } from '../../eval/io/main.ts';
import { median } from '../contest.ts';
import { writePackage } from './corpus.ts';
import { stageCosts } from './stages.ts';
import type { Cost } from './workspace.ts';
import { Workspace } from './workspace.ts';

/** One build after the other, in one server. */
async function* builds(workspace: Workspace, rounds: number): AsyncGenerator<readonly [title: string, cost: Cost]> {
  const path = (name: string): string => join(workspace.package, name);
  yield ['analysis', await workspace.build('--nobuild')];
  yield ['first build', await workspace.build()];
  for (let i = 0; i < rounds; i++) {
    yield ['nothing changed', await workspace.build()];
    appendFileSync(path(`images/${i}.png`), 'x');
    yield ['one picture changed', await workspace.build()];
    writeFileSync(path('criteria.yaml'), readFileSync(path('criteria.yaml'), 'utf8').replace(/limit: .*/, `limit: 0.6${i}`));
    yield ['one limit changed', await workspace.build()];
  }
}

async function measured(folder: string, count: number, rounds: number, flags: readonly string[]): Promise<string[]> {
  const workspace = new Workspace(folder, flags);
  try {
    // Programs are compiled before anything is measured.
    writePackage(workspace.package, 20);
    await workspace.build();
    rmSync(workspace.package, { recursive: true });
    writePackage(workspace.package, count);
    workspace.bazel('shutdown');
    workspace.peaks.clear();
    const costs = new Map<string, Cost[]>();
    for await (const [title, cost] of builds(workspace, rounds)) costs.set(title, [...(costs.get(title) ?? []), cost]);
    const lines = [...costs].map(([title, list]) => {
      const [seconds, processor] = [median(list.map((cost) => cost.seconds)), median(list.map((cost) => cost.processorSeconds))];
      return `| ${title} | ${seconds.toFixed(1)} | ${processor.toFixed(1)} |`;
    });
    const peaks = [...workspace.peaks].map(([stage, megabytes]) => `${stage} ${megabytes.toFixed(0)}`).join(', ');
    return [`${folder}, ${count} pictures; peak memory in MB: ${peaks}`, '', '| build | seconds | processor seconds |', '|---|---|---|', ...lines];
  } finally {
    rmSync(workspace.package, { recursive: true, force: true });
    workspace.bazel('shutdown');
  }
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
  const stages = argv.includes('--stages');
  const given = parseArguments(
    argv.filter((word) => word !== '--stages'),
    { workspace: 'many', count: 'many', rounds: 'optional', flag: 'many' },
  );
  for (const count of given.count.map(Number)) {
    if (stages) {
      for (const packed of [false, true]) process.stdout.write(`${stageTable(count, packed)}\n\n`);
      continue;
    }
    for (const folder of given.workspace.length === 0 ? ['.'] : given.workspace) {
      const lines = await measured(resolve(folder), count, Number(given.rounds ?? 2), given.flag);
      process.stdout.write(`${lines.join('\n')}\n\n`);
    }
  }
});
