/** A cache that is broken gives the right result or a clear failure, never another number. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isStage, type Spawn, type Workspace } from '../../tools/promises/bazel.ts';
import { promise } from '../../tools/promises/checks.ts';
import { digests, filesOfReport } from '../../tools/promises/files.ts';
import type { Limits, SharedCache } from './nginx.ts';
import { behindProxy, type Fault } from './proxy.ts';
import { everything } from './sharing.ts';

/** Few actions, every stage. */
const targets = ['//examples/detection:better', '//examples/detection:better.decision'];
const folder = 'bazel-bin/examples/detection';
const compared = [...filesOfReport(`${folder}/better`), `${folder}/better.decision`];

type Kind = 'ac' | 'cas';

interface Case {
  readonly title: string;
  /** What stands in the cache instead of the entries of stages; undefined: nothing. */
  readonly replace?: Partial<Record<Kind, (bytes: Buffer) => Buffer | undefined>>;
  readonly limits?: Limits;
  readonly fault?: Fault;
  /**
   * With Bazel's default, results that nobody asked for stay in the cache until an action needs them. An action that
   * did not run cannot be run again then, so the build may fail, and has to say this.
   */
  readonly failure?: RegExp;
}

const nothing = (): undefined => undefined;
const empty: Case['replace'] = { ac: nothing, cas: nothing };
const unequal = /Expected digest '[0-9a-f/]+' does not match received digest/;
const unreachable = /Connection refused|Connection reset|closed|Failed to fetch|Lost inputs|Missing digest/i;

const cases: readonly Case[] = [
  { title: 'a bit of every result is wrong', replace: { cas: flipped } },
  { title: 'every result is cut short on disk', replace: { cas: half } },
  { title: 'a bit of every entry is wrong', replace: { ac: flipped } },
  { title: 'entries are there, their results are gone', replace: { cas: nothing } },
  { title: 'answers break off in the middle', fault: { cut: true } },
  { title: 'every answer takes 2 s', fault: { delay: 2000 } },
  { title: 'nothing can be written', replace: empty, limits: { readOnly: true } },
  { title: 'the disk is full', limits: { kibibytes: 64 } },
  { title: 'it vanishes after five answers', fault: { vanishAfter: 5 } },
  { title: 'results stay in the cache, where a bit of each is wrong', replace: { cas: flipped }, failure: unequal },
  { title: 'results stay in the cache, which vanishes after ten answers', fault: { vanishAfter: 10 }, failure: unreachable },
];

/** @param ben has nothing of the evaluation in any case */
export async function checkFaults(ada: Workspace, ben: Workspace, cache: SharedCache): Promise<void> {
  const spawns = ada.build(...targets);
  const expected = digests(ada.folder, compared);
  const entries = saved(cache, spawns);
  ben.bazel('build', everything, ...targets);
  for (const each of cases) {
    for (const { kind, digest, bytes } of entries) {
      const other = each.replace?.[kind] === undefined ? bytes : each.replace[kind](bytes);
      if (other === undefined) cache.remove(kind, digest);
      else cache.write(kind, digest, other);
    }
    await cache.stop();
    const address = await cache.start(each.limits);
    if (each.failure === undefined) rmSync(join(ben.folder, folder), { recursive: true });
    else ben.bazel('clean');
    const started = performance.now();
    const how = each.failure === undefined ? everything : '--remote_download_outputs=toplevel';
    const names = new Set(entries.map(({ digest }) => digest));
    const { status, output, spawns } = await behindProxy(address, each.fault ?? {}, names, (at) =>
      ben.attemptBuild(`--remote_cache=${at}`, how, ...targets),
    );
    const seconds = Math.round((performance.now() - started) / 1000);
    const stages = spawns.filter(isStage);
    const story = `${stages.filter((s) => s.cacheHit).length} of ${stages.length} stages from the cache, ${seconds} s`;
    if (status !== 0 && each.failure !== undefined)
      promise(`${each.title}: the build fails and says so (${story})`, each.failure.test(output) || output, true);
    else promise(`${each.title}: the same bytes (${story})`, status === 0 ? digests(ben.folder, compared) : output, expected);
  }
  for (const { kind, digest, bytes } of entries) cache.write(kind, digest, bytes);
  await cache.stop();
  await cache.start();
}

function saved(cache: SharedCache, spawns: readonly Spawn[]): { kind: Kind; digest: string; bytes: Buffer }[] {
  const named = [
    ...spawns.map((s) => ({ kind: 'ac' as const, digest: s.action })),
    ...[...new Set(spawns.flatMap((s) => Object.values(s.outputs)))].map((digest) => ({ kind: 'cas' as const, digest })),
  ];
  // The empty file is in no cache.
  return named.filter(({ kind, digest }) => cache.has(kind, digest)).map(({ kind, digest }) => ({ kind, digest, bytes: cache.read(kind, digest) }));
}

function flipped(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  const middle = other.length >> 1;
  other[middle] = (other[middle] ?? 0) ^ 1;
  return other;
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1);
}
