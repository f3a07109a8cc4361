/** Is what shall be promoted the very thing that was judged: its bytes, and how they are run? */
import { backendDigest } from '../backends/identity/identity.ts';
import { run as checkFiles } from '../checkpoint/run.ts';
import { type Problem, problemsOf } from '../errors/errors.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { sha256 } from '../io/digest.ts';
import type { GivenCheckpoint, PromotionInputs } from './inputs.ts';

/** EV7003 to EV7005. */
export function checkpointProblems({ decision: { digests }, backend, checkpoint }: PromotionInputs): Problem[] {
  const problems: Problem[] = [];
  if (checkpoint === undefined || digests.candidateCheckpoint === null) {
    const message =
      checkpoint === undefined ? 'the target gives no checkpoint' : 'the decision names no checkpoint: it is about predictions or a program';
    problems.push({ code: 'EV7005', location: 'candidate', message });
  } else {
    const got = checkpoint.manifest.digest;
    const expected = digests.candidateCheckpoint;
    if (got !== expected) problems.push({ code: 'EV7003', location: 'checkpoint.json', message: 'another checkpoint was judged', got, expected });
  }
  if (checkpoint !== undefined) problems.push(...fileProblems(checkpoint));

  if (backend.checkpoint !== digests.candidateCheckpoint) {
    const [got, expected] = [String(backend.checkpoint), String(digests.candidateCheckpoint)];
    const message = 'table and decision name different checkpoints of the candidate';
    problems.push({ code: 'EV7003', location: backend.name, message, got, expected });
  }
  // Without a checkpoint the digest is over the predictions, which a promotion does not get.
  const computed = checkpoint === undefined ? backend.digest : backendDigest(backend, { checkpoint: checkpoint.manifest.digest });
  for (const [what, got] of [
    ['the digest over kind, configuration, runtime and checkpoint', computed],
    ['the digest in the table', backend.digest],
  ] as const) {
    const message = `${what} is not the candidate's in the decision`;
    if (got !== digests.candidate) problems.push({ code: 'EV7003', location: backend.name, message, got, expected: digests.candidate });
  }
  return problems;
}

/** EV7004: the manifest against the bytes, made again as the checkpoint stage makes it. */
function fileProblems({ manifest, model, data }: GivenCheckpoint): Problem[] {
  const [own, ...external] = manifest.files;
  const given = new Map([[own?.name ?? '', model], ...data]);
  const refuse = (location: string, message: string, got?: string, expected?: string): Problem => {
    return { code: 'EV7004', location, message, got, expected };
  };
  const problems = manifest.files.flatMap(({ name, sha256: expected }) => {
    const bytes = given.get(name);
    const got = bytes === undefined ? 'no such file' : sha256(bytes);
    return got === expected ? [] : [refuse(name, 'the file is not the one that was checked', got, expected)];
  });
  const listed = new Set(external.map(({ name }) => name));
  for (const name of data.keys()) if (!listed.has(name)) problems.push(refuse(name, 'the manifest does not list this file'));
  for (const { name } of manifest.files) if (leavesFolder(name)) problems.push(refuse(name, 'the name of the file leads out of its folder'));
  if (problems.length > 0) return problems;

  const found = problemsOf(() => {
    const made = checkFiles({ name: own?.name ?? '', model, data });
    if (canonicalLine(made) !== canonicalLine(manifest)) problems.push(refuse('checkpoint.json', 'the manifest is not what the files say'));
  });
  return [...problems, ...found.map(({ code, location, message }) => refuse(location, `${message} (${code})`))];
}

/** The name becomes a path below the version's folder; the digest of a single file does not cover it. */
function leavesFolder(name: string): boolean {
  return /[\\:\0]/.test(name) || name.split('/').some((part) => part === '' || part === '.' || part === '..');
}
