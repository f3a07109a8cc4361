/** Changes inside a PNG whose checksums are then made right: what a decoder finds only while it decodes. */
import { crc32 } from 'node:zlib';
import type { Random } from '../random.ts';
import { mutateBytes } from './bytes.ts';

const signature = 8;

interface Chunk {
  readonly type: string;
  data: Uint8Array;
}

/** @param bytes a valid PNG */
export function mutatePng(bytes: Uint8Array, random: Random): Uint8Array {
  const chunks = chunksOf(Buffer.from(bytes));
  const at = random.below(chunks.length);
  const chunk = chunks[at] as Chunk;
  switch (random.below(5)) {
    case 0:
      chunks.splice(at, 1);
      break;
    case 1:
      chunks.splice(random.below(chunks.length), 0, chunk);
      break;
    case 2:
      setSize(chunks[0] as Chunk, random);
      break;
    default:
      chunk.data = mutateBytes(chunk.data, random, 1);
  }
  return Buffer.concat([bytes.subarray(0, signature), ...chunks.map(written)]);
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signature; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: Buffer.from(bytes.subarray(at + 8, at + 8 + length)) });
    at += length + 12;
  }
  return chunks;
}

/** A declared size that the picture does not have: a bomb, or nothing. */
function setSize(header: Chunk, random: Random): void {
  const data = Buffer.from(header.data);
  for (const at of [0, 4]) if (data.length >= at + 4) data.writeUInt32BE(random.pick([0, 1, 7, 4096, 65_535, 2 ** 20, 2 ** 31 - 1, 2 ** 32 - 1]), at);
  header.data = data;
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
