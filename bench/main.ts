/**
 * Benchmarks against the peers, one after the other, as a Markdown table (docs/performance.md).
 *
 *     ./bazelw run //bench -- --python venv/bin/python
 *
 *     --only encode      one benchmark, `resampling`, `memory` or `coco`; may be repeated
 *     --python python3   a Python with the peers' modules; a benchmark whose modules are missing is left out
 *     --shared folder    models and photos of others (data/models, data/real/coco)
 *     --rounds 5         in place of each benchmark's own number
 *     --seed 1           of made inputs
 */
import { parseArguments } from '../eval/io/arguments.ts';
import { runMain } from '../eval/io/main.ts';
import { cocoTables } from './coco.ts';
import { duels } from './duels.ts';
import { memoryTable } from './memory.ts';
import { resamplingTable } from './resampling.ts';
import { runDuel, tableHead, tableRow } from './run.ts';

process.chdir(process.env['BUILD_WORKING_DIRECTORY'] ?? '.');

export const main = await runMain(import.meta, async (argv) => {
  const given = parseArguments(argv, { only: 'many', python: 'optional', shared: 'optional', rounds: 'optional', seed: 'optional' });
  const { python = 'python3', shared, seed = '1' } = given;
  const options = { python, shared, seed: Number(seed), rounds: given.rounds === undefined ? undefined : Number(given.rounds) };
  const isAsked = (name: string): boolean => given.only.length === 0 || given.only.includes(name);
  const leftOut: string[] = [];
  process.stdout.write(`seed ${seed}\n\n${tableHead}\n`);
  for (const duel of duels.filter(({ name }) => isAsked(name))) {
    const result = await runDuel(duel, options);
    if (typeof result === 'string') leftOut.push(`${duel.name} was left out: ${result}\n`);
    else process.stdout.write(`${tableRow(duel, result)}\n`);
  }
  process.stdout.write(`\n${leftOut.join('')}`);
  if (isAsked('resampling')) process.stdout.write(`\n${resamplingTable(options.seed)}\n`);
  if (isAsked('coco')) for (const table of cocoTables({ python, rounds: options.rounds ?? 5 })) process.stdout.write(`\n${table}\n`);
  if (isAsked('memory')) process.stdout.write(`\n${memoryTable(options.seed)}\n`);
});
