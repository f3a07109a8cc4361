/** Somebody who may write the cache puts results of a checkpoint that goes in the place of those of a refused one. No promotion follows. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Spawn, Workspace } from '../../tools/promises/bazel.ts';
import { promise } from '../../tools/promises/checks.ts';
import type { SharedCache } from './nginx.ts';

const refused = '--//eval:candidate=//datasets/pottery:v3';

/** Stages whose results are swapped, and why the promotion is refused. */
const forgeries = [
  { stages: ['Decide', 'Render'], code: 'EV7002' },
  { stages: ['Infer'], code: 'EV7003' },
  { stages: ['Tabulate', 'Gallery', 'Decide', 'Render'], code: 'EV7003' },
  { stages: ['Checkpoint', 'Infer', 'Score', 'Tabulate', 'Gallery', 'Decide', 'Render'], code: 'EV7004' },
] as const;

/** @param good the stages of a checkpoint that goes */
export function checkForgery(good: readonly Spawn[], ada: Workspace, ben: Workspace, cache: SharedCache): void {
  const bad = ada.build('//eval:report', refused);
  const store = join(ben.folder, '../store');
  for (const { stages, code } of forgeries) {
    const forged = bad.filter((s) => stages.some((stage) => s.mnemonic === `Eval${stage}`)).flatMap((spawn) => swapped(spawn, good));
    const originals = forged.map(({ action }) => ({ action, bytes: cache.read('ac', action) }));
    for (const { action, by } of forged) cache.write('ac', action, cache.read('ac', by));
    ben.bazel('clean');
    const { status, output } = ben.attempt('run', refused, '//eval:promote', '--', '--store', store, '--actor', 'ben');
    const seen = { status, told: output.includes(code) || output, inService: existsSync(join(store, 'channels/production.json')) };
    promise(`${forged.length} forged results (${stages.join(', ')}): refused with ${code}`, seen, { status: 1, told: true, inService: false });
    for (const { action, bytes } of originals) cache.write('ac', action, bytes);
  }
}

/** The action that makes the same files for the other checkpoint. */
function swapped(spawn: Spawn, others: readonly Spawn[]): { action: string; by: string }[] {
  const files = (s: Spawn): string => Object.keys(s.outputs).join();
  const other = others.find((s) => files(s) === files(spawn));
  return other === undefined || other.action === spawn.action ? [] : [{ action: spawn.action, by: other.action }];
}
