/** Reads archives: independent of the writer, and of whether the machine has a program for it. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Unpacked {
  readonly path: string;
  readonly type: string;
  readonly mode: number;
  readonly target: string;
  readonly content: Uint8Array;
}

/** ustar with pax headers. Every header's checksum, owner and time is looked at: the latter have to be 0. */
export function* entriesOf(archive: Uint8Array): Generator<Unpacked> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  let extended: Record<string, string> = {};
  let at = 0;
  while (bytes[at] !== 0) {
    const header = bytes.subarray(at, at + 512);
    const text = (from: number, length: number) => header.toString('utf8', from, from + length).split('\0')[0] ?? '';
    const octal = (from: number, length: number) => Number.parseInt(text(from, length), 8);
    const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    if (octal(148, 8) !== sum) throw new Error(`checksum at ${at}: ${octal(148, 8)}, not ${sum}`);
    if (octal(108, 8) + octal(116, 8) + octal(136, 12) !== 0) throw new Error(`owner or time at ${at}`);
    const size = Number(extended['size'] ?? octal(124, 12));
    const content = bytes.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
    if (text(156, 1) === 'x') extended = paxRecords(content);
    else {
      const prefix = text(345, 155);
      const path = extended['path'] ?? (prefix === '' ? '' : `${prefix}/`) + text(0, 100);
      yield { path, type: text(156, 1), mode: octal(100, 8), target: extended['linkpath'] ?? text(157, 100), content };
      extended = {};
    }
  }
}

function paxRecords(content: Buffer): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < content.length; ) {
    const length = Number.parseInt(content.toString('utf8', at, content.indexOf(' ', at)), 10);
    const [key = '', value = ''] = content.toString('utf8', content.indexOf(' ', at) + 1, at + length - 1).split(/=(.*)/s);
    records[key] = value;
    at += length;
  }
  return records;
}

/** Unpacks into a folder, with another name in place of the archive's first folder. @returns path of that folder */
export function unpack(archive: Uint8Array, folder: string, name: string): string {
  for (const { path, type, mode, target, content } of entriesOf(archive)) {
    const location = join(folder, name, ...path.split('/').slice(1));
    mkdirSync(dirname(location), { recursive: true });
    if (type === '2') symlinkSync(target, location);
    else writeFileSync(location, content, { mode });
  }
  return join(folder, name);
}
