/** The files of a tar archive and where they lie. Of the archive only its headers are read. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { InputError } from '../errors/errors.ts';
import { textOf, unreadable } from '../io/files.ts';

export interface Member {
  readonly name: string;
  /** Of its first byte. */
  readonly offset: number;
  readonly bytes: number;
}

const block = 512;

/** A name longer than this is none: file systems end at 4096 bytes. */
const longest = 65_536;

/**
 * Members that are files, in their order: POSIX ustar and pax, and GNU tar's long names. Folders and links are passed over.
 * @throws InputError EV1041 what is no tar archive, is compressed or ends early; EV5002
 */
export function* membersOf(path: string): Generator<Member> {
  const file = opened(path);
  try {
    const end = fstatSync(file).size;
    let next: { name?: string; bytes?: number } = {};
    for (let at = 0; at + block <= end; ) {
      const header = bytesAt(file, at, block);
      if (header.every((byte) => byte === 0)) return;
      checkHeader(header, path, at);
      const type = String.fromCharCode(header[156] ?? 0);
      const bytes = next.bytes ?? numberOf(header.subarray(124, 136), path, at);
      const offset = at + block;
      at = offset + Math.ceil(bytes / block) * block;
      if (offset + bytes > end) throw damaged(path, `a file of ${bytes} bytes begins at ${offset}, the archive ends at ${end}`);
      if (type === 'x') next = { ...next, ...paxOf(textAt(file, offset, bytes, path)) };
      else if (type === 'L') next = { ...next, name: textAt(file, offset, bytes, path).replace(/\0+$/, '') };
      else {
        if (type === '0' || type === '\0') yield { name: cleaned(next.name ?? nameOf(header, path)), offset, bytes };
        // A global header (g) says nothing about one file.
        if (type !== 'g') next = {};
      }
    }
    throw damaged(path, 'it ends without the blocks of zeros that stand at the end of an archive');
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function bytesAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, offset);
  return bytes;
}

function textAt(file: number, offset: number, length: number, path: string): string {
  if (length > longest) throw damaged(path, `a name or an extended header has ${length} bytes`);
  return textOf(bytesAt(file, offset, length), path);
}

/** The sum of a header's bytes, its own field taken for blanks: the only check that the format has. */
function checkHeader(header: Uint8Array, path: string, at: number): void {
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (sum !== numberOf(header.subarray(148, 156), path, at)) throw damaged(path, `there is no header at byte ${at}`);
}

/** Octal digits, or GNU tar's binary form for what they have no room for. */
function numberOf(field: Uint8Array, path: string, at: number): number {
  if ((field[0] ?? 0) >= 0x80) return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0);
  const digits = Buffer.from(field)
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trimStart();
  if (!/^[0-7]*$/.test(digits)) throw damaged(path, `there is no header at byte ${at}`);
  return Number.parseInt(digits || '0', 8);
}

function nameOf(header: Buffer, path: string): string {
  const field = (from: number, to: number): string => textOf(header.subarray(from, to), path).replace(/\0.*$/s, '');
  const prefix = header.subarray(257, 263).toString('latin1') === 'ustar\0' ? field(345, 500) : '';
  return prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`;
}

/** Records `length key=value\n` of an extended header. */
function paxOf(text: string): { name?: string; bytes?: number } {
  const found: { name?: string; bytes?: number } = {};
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(bytes.subarray(at).toString(), 10);
    if (!(length > 0)) break;
    const record = bytes.subarray(at, at + length - 1).toString();
    const [key, value] = [record.slice(record.indexOf(' ') + 1, record.indexOf('=')), record.slice(record.indexOf('=') + 1)];
    if (key === 'path') found.name = value;
    if (key === 'size') found.bytes = Number(value);
    at += length;
  }
  return found;
}

/** tar writes names as they were given to it: `./a.jpg` is `a.jpg`. */
function cleaned(name: string): string {
  return name.replace(/^(\.\/)+/, '');
}

function damaged(path: string, message: string): InputError {
  return new InputError({ code: 'EV1041', location: path, message });
}
