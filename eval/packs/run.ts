/** The index of a pack: its pictures with their digests. The pack is read once, a megabyte at a time. */
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { PackRow } from '../contracts/pack.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { formatsRead } from '../image/formats.ts';
import { withFile } from '../io/files.ts';
import { byText } from '../io/order.ts';
import { type Member, membersOf } from './members.ts';

/** What is read of a pack; loaders for training put labels and texts beside pictures, which are passed over. */
const pictures = /\.(jpe?g|png|webp|tiff?|avif)$/i;

/** By key. @throws InputError EV1041, EV1042 two files of one name or a pack without pictures */
export function indexOf(path: string): PackRow[] {
  const problems = new Problems();
  const members = new Map<string, Member>();
  for (const member of membersOf(path)) {
    if (!pictures.test(member.name)) continue;
    if (leaves(member.name)) problems.add({ code: 'EV1042', location: path, message: 'the name leads out of the pack', got: member.name });
    if (members.has(member.name)) problems.add({ code: 'EV1042', location: path, message: 'two files of the pack have one name', got: member.name });
    members.set(member.name, member);
  }
  if (members.size === 0 && problems.empty)
    throw new InputError({ code: 'EV1042', location: path, message: `the pack holds no ${formatsRead} file` });
  problems.check();
  return withFile(path, 'r', (file) =>
    [...members.values()]
      .map(({ name: key, offset, bytes }) => ({ key, offset, bytes, sha256: digestAt(file, offset, bytes) }))
      .sort((a, b) => byText(a.key, b.key)),
  );
}

/** Whoever takes the file out of the pack would write elsewhere. */
function leaves(name: string): boolean {
  return name.startsWith('/') || name.split(/[/\\]/).includes('..');
}

function digestAt(file: number, offset: number, bytes: number): string {
  const hash = createHash('sha256');
  const part = Buffer.alloc(Math.min(bytes, 1 << 20));
  for (let done = 0; done < bytes; ) {
    const read = readSync(file, part, 0, Math.min(part.length, bytes - done), offset + done);
    if (read === 0) break;
    hash.update(part.subarray(0, read));
    done += read;
  }
  return `sha256:${hash.digest('hex')}`;
}
