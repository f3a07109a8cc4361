/** Changes of bytes that know nothing of what the bytes mean. */
import type { Random } from '../random.ts';

export function mutateBytes(bytes: Uint8Array, random: Random, times: number): Uint8Array {
  let changed: Buffer = Buffer.from(bytes);
  for (let i = 0; i < times; i++) changed = random.pick(changes)(changed, random);
  return changed;
}

type Change = (bytes: Buffer, random: Random) => Buffer;

const flip: Change = (bytes, random) => {
  const at = random.below(bytes.length);
  const byte = bytes[at];
  if (byte !== undefined) bytes[at] = byte ^ (1 << random.below(8));
  return bytes;
};

const overwrite: Change = (bytes, random) => {
  const at = random.below(bytes.length);
  bytes.subarray(at, at + 1 + random.below(8)).fill(random.pick([0, 0xff, 0x7f, 0x80]));
  return bytes;
};

const truncate: Change = (bytes, random) => bytes.subarray(0, random.below(bytes.length));
const behead: Change = (bytes, random) => bytes.subarray(random.below(Math.min(bytes.length, 64)));

const repeat: Change = (bytes, random) => {
  const [from, to] = [random.below(bytes.length), random.below(bytes.length)].sort((a, b) => a - b) as [number, number];
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
};

const remove: Change = (bytes, random) => {
  const at = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(16))]);
};

/** Not UTF-8, a byte order mark, a NUL, a line end of another system, a pointer to large-file storage, text that goes on and on. */
const pieces = ['\xff\xfe', '\xef\xbb\xbf', '\x00', '\r\n', '\xc0\x80', '\xed\xa0\x80', 'version https://git-lfs', '[', '"', '}', '\\', '\n\n'];

const insert: Change = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const piece = random.oneIn(40) ? 'A'.repeat(200_000) : random.pick(pieces);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(piece, 'latin1'), bytes.subarray(at)]);
};

const prepend: Change = (bytes, random) => Buffer.concat([Buffer.from(random.pick(pieces), 'latin1'), bytes]);
const lineEnds: Change = (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
const empty: Change = (bytes, random) => (random.oneIn(4) ? Buffer.alloc(0) : Buffer.alloc(bytes.length));

const changes: readonly Change[] = [
  flip,
  flip,
  flip,
  overwrite,
  truncate,
  truncate,
  behead,
  repeat,
  remove,
  insert,
  insert,
  prepend,
  lineEnds,
  empty,
];
