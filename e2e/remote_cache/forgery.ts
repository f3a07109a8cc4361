/** Somebody who may write the cache puts results of a checkpoint that goes in the place of those of a refused one. No promotion follows. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Spawn, Workspace } from '../../tools/promises/bazel.ts';
import { promise } from '../../tools/promises/checks.ts';
import type { SharedCache } from './nginx.ts';
import { everything, refusedCandidate } from './sharing.ts';

/** Stages whose results are swapped, and why the promotion is refused. */
const forgeries = [
  { stages: ['Decide', 'Render'], code: 'EV7002' },
  { stages: ['Infer'], code: 'EV7003' },
  { stages: ['Tabulate', 'Gallery', 'Decide', 'Render'], code: 'EV7003' },
  { stages: ['Infer', 'Score', 'Tabulate', 'Gallery', 'Decide', 'Render'], code: 'EV7003' },
  // Inference holds the manifest against the model, so nothing is there to promote.
  { stages: ['Checkpoint'], code: 'EV3010' },
] as const;

/** @param good stages of a checkpoint that goes @param bad those of the refused one, which the second user has built */
export function checkForgery(good: readonly Spawn[], bad: readonly Spawn[], ben: Workspace, cache: SharedCache): void {
  const store = join(ben.folder, '../store');
  const forget = (): void => {
    for (const path of bad.flatMap((s) => Object.keys(s.outputs))) rmSync(join(ben.folder, path), { force: true });
  };
  for (const { stages, code } of forgeries) {
    const originals: { action: string; bytes: Buffer }[] = [];
    for (const spawn of bad.filter((s) => stages.some((stage) => s.mnemonic === `Eval${stage}`))) {
      const forged = forgedEntry(spawn, good, cache);
      if (forged === undefined) continue;
      originals.push({ action: spawn.action, bytes: cache.read('ac', spawn.action) });
      cache.write('ac', spawn.action, forged);
    }
    forget();
    const { status, output } = ben.attempt('run', refusedCandidate, everything, '//eval:promote', '--', '--store', store, '--actor', 'ben');
    const seen = { status, told: output.includes(code) || output, inService: existsSync(join(store, 'channels/production.json')) };
    promise(`${originals.length} forged results (${stages.join(', ')}): refused with ${code}`, seen, { status: 1, told: true, inService: false });
    for (const { action, bytes } of originals) cache.write('ac', action, bytes);
  }
  forget();
}

/** The entry of the action that makes the same files for the other checkpoint; its own folder has a name of the same length. */
function forgedEntry(spawn: Spawn, others: readonly Spawn[], cache: SharedCache): Buffer | undefined {
  const files = (s: Spawn): string => Object.keys(s.outputs).join().replaceAll('pottery/v2/', 'pottery/v3/');
  const other = others.find((s) => files(s) === files(spawn));
  if (other === undefined || other.action === spawn.action) return undefined;
  return Buffer.from(cache.read('ac', other.action).toString('latin1').replaceAll('pottery/v2/', 'pottery/v3/'), 'latin1');
}
