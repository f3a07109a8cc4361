/** What is in service, the trail that led there, and the way back. */
import type * as z from 'zod';
import { promotions } from '../contracts/service.ts';
import type { Surroundings } from '../promote/record.ts';
import { rollback } from '../promote/rollback.ts';
import { FolderFileSystem } from '../promote/store/file_system.ts';
import type { AuditLine } from '../promote/store/formats.ts';
import { thisProcess } from '../promote/store/lock.ts';
import { trailBytes } from '../promote/store/reader.ts';
import { lastMoves, parseTrail } from '../promote/store/trail.ts';
import { HttpProblem } from './http/problem.ts';
import { withoutPaths } from './jobs/errors.ts';

/** Read without a lock: a pointer names a whole version at any time. The newest event comes first. */
export function promotionsIn(store: string): z.infer<typeof promotions> {
  const entries = entriesIn(store);
  const channels = [...lastMoves(entries)].flatMap(([model, { line }]) =>
    line.to === null || line.checkpoint === null ? [] : [{ model, version: line.to, checkpoint: line.checkpoint, forced: line.forced }],
  );
  return promotions.parse({ channels, trail: trailIn(store) });
}

/** Everything that was done and refused, the newest first. */
export function trailIn(store: string): AuditLine[] {
  return entriesIn(store)
    .map(({ line }) => line)
    .reverse();
}

function entriesIn(store: string) {
  return parseTrail(trailBytes(new FolderFileSystem(store))).entries;
}

/** The service as one of the processes that change a store. */
export function surroundingsOf(store: string, now: () => string): Surroundings {
  return { fs: new FolderFileSystem(store), self: thisProcess(), now };
}

/** @throws HttpProblem EV9220 (409) with what the promotion's own rollback says */
export function rollBack(store: string, asked: { model: string; to: string; actor: string; reason: string }): string {
  const { model: channel, to, actor, reason } = asked;
  const now = (): string => new Date().toISOString();
  const { exitCode, text } = rollback({ channel, to, actor, reason, expectCurrent: null }, surroundingsOf(store, now));
  if (exitCode === 0) return text.trimEnd();
  throw new HttpProblem('EV9220', withoutPaths(text.trimEnd()));
}
