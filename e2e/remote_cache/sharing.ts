/** What the second user runs: what its own candidate needs, and nothing that the first one has run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStage, ran, type Spawn, type Workspace } from '../../tools/promises/bazel.ts';
import { promise } from '../../tools/promises/checks.ts';

const report = '//eval:report';
export const refusedCandidate = '--//eval:candidate=//datasets/pottery:v3';
/** What stands on the disk is looked up again when it is deleted; what was left in the cache is not. */
export const everything = '--remote_download_outputs=all';

/** @returns stages of a checkpoint that goes, and of one that is refused */
export function checkSharing(ada: Workspace, ben: Workspace): { readonly good: Spawn[]; readonly bad: Spawn[] } {
  const first = ada.build(report);
  promise(`the first user runs all ${first.length} actions of stages`, first.filter((s) => s.cacheHit).length, 0);

  const { status, output, spawns } = ben.attemptBuild(report, refusedCandidate, everything);
  if (status !== 0) throw new Error(output);
  promise('the second user, with another candidate, runs its inference and scores, and what follows from them', ran(spawns), {
    Checkpoint: 1,
    Decide: 1,
    Gallery: 1,
    Infer: 6,
    Render: 1,
    Score: 6,
    Tabulate: 1,
  });
  const known = spawns.filter((s) => s.cacheHit);
  const unknown = spawns.filter((s) => !s.cacheHit);
  const baseline = unknown.filter((s) => s.targetLabel.includes('baseline'));
  promise(
    'no action of the baseline',
    baseline.map((s) => s.targetLabel),
    [],
  );
  const compilers = unknown.filter((s) => !isStage(s));
  promise('no compiler', [...new Set(compilers.map((s) => s.mnemonic))], []);
  promise(`${known.length} actions come from the shared cache`, [...new Set(known.map((s) => s.runner))], ['remote cache hit']);
  return { good: first, bad: spawns.filter(isStage) };
}

/** A result of another kind of processor is not served; what does not hang on the processor is. @param ben the target is in the cache */
export function checkProcessors(ben: Workspace): void {
  const declared = 'examples/detection/BUILD.bazel';
  const other = ben.read(declared).replace('expect = verdict,', 'exec_properties = {"small.cpu-kind": "another"}, $&');
  writeFileSync(join(ben.folder, declared), other);
  const build = (): Record<string, number> => ran(ben.build('//examples/detection:better', everything));
  promise('a processor of another kind infers again, both models, and nothing else runs', build(), { Infer: 2 });
  ben.bazel('clean');
  promise('to others of that kind all is served', build(), {});
}
