/** The audit trail: a line for everything that was done or refused, each with the digest of the line before. */
import { type Problem, shorten } from '../../errors/errors.ts';
import { canonicalLine } from '../../io/canonical_json.ts';
import { sha256 } from '../../io/digest.ts';
import { check, pathText } from '../../io/issues.ts';
import { parseJson } from './files.ts';
import { type AuditLine, auditLine } from './formats.ts';

export const trailFile = 'audit.ndjson';

/** A line with its digest. */
export interface Entry {
  readonly line: AuditLine;
  readonly digest: string;
}

export interface Trail {
  readonly entries: readonly Entry[];
  /** EV7022 for each line that cannot be believed. */
  readonly problems: readonly Problem[];
}

/** What the caller of a promotion tells; the trail adds what makes it a chain. */
export type Event = Omit<AuditLine, 'schemaVersion' | 'sequence' | 'previous'>;

/** The next line of the trail. */
export function nextEntry(entries: readonly Entry[], event: Event): Entry {
  const previous = entries.at(-1)?.digest ?? null;
  return entryOf({ schemaVersion: 1, sequence: entries.length + 1, previous, ...event });
}

export function entryOf(line: AuditLine): Entry {
  return { line, digest: sha256(canonicalLine(line)) };
}

/** The line as it stands in the file. */
export function lineBytes(line: AuditLine): Uint8Array {
  return Buffer.from(`${canonicalLine(line)}\n`);
}

/** Reads every line; a broken one does not hide the ones after it. */
export function parseTrail(bytes: Uint8Array): Trail {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const problems: Problem[] = [];
  const report = (number: number, message: string, got?: string): void => {
    problems.push({ code: 'EV7022', location: `${trailFile}:${number}`, message, got: got && shorten(got, 80) });
  };
  const rest = lines.pop();
  if (rest !== '') report(lines.length + 1, 'the line does not end', rest);

  const entries: Entry[] = [];
  let previous: string | null = null;
  lines.forEach((text, i) => {
    const value = parseJson(text);
    const checked = check(auditLine, value);
    if (!checked.ok) for (const { path, message } of checked.problems) report(i + 1, `${pathText(path) || 'the line'}: ${message}`, text);
    else if (canonicalLine(value) !== text) report(i + 1, 'the text is not in canonical form', text);
    else {
      if (checked.value.sequence !== i + 1) report(i + 1, `it says that it is line ${checked.value.sequence}`);
      if (checked.value.previous !== previous) report(i + 1, 'it does not follow the line before: their digests differ');
      entries.push(entryOf(checked.value));
    }
    previous = sha256(text);
  });
  return { entries, problems };
}

/** The entry that moved each channel last; a registration moves nothing. */
export function lastMoves(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.filter(({ line }) => line.status === 'done' && line.to !== null).map((entry) => [entry.line.channel, entry]));
}

/** What was done in a channel, in order; what was refused is not among it. */
export function doneIn(entries: readonly Entry[], channel: string): Entry[] {
  return entries.filter(({ line }) => line.status === 'done' && line.channel === channel);
}
