/**
 * A real process that promotes on a real disk, and may kill itself on the way.
 *
 *     <folder of the store> <name of the inputs> [<operation> before|middle]
 *
 * It prints the codes of a refusal, or `done`.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { isAlive } from '../../io/process.ts';
import { promote } from '../promote.ts';
import { FolderFileSystem } from '../store/file_system.ts';
import { codesIn, inputs, promotionOf } from './machine.ts';
import { SteppingFileSystem } from './stopping.ts';

const [folder = '', name = '', at, where] = process.argv.slice(2);
const fs = new SteppingFileSystem(new FolderFileSystem(folder), (step, half) => {
  if (step !== Number(at)) return;
  if (where === 'middle') half();
  process.kill(process.pid, 'SIGKILL');
});
const outcome = promote(promotionOf(inputs[name as keyof typeof inputs]), {
  fs,
  self: { pid: process.pid, host: hostname(), token: randomUUID(), isAlive },
  now: () => new Date().toISOString(),
});
process.stdout.write(`${outcome.exitCode === 0 ? 'done' : codesIn(outcome).join(' ')}\n`);
