/** The functions of kernels.wat and the memory that they work on. Each call of ours lays its data out anew, and keeps none. */
import { kernelsWasm } from './kernels_wasm.ts';

type Across = (row: number, first: number, weights: number, taps: number, count: number, to: number) => void;

/** Unlike the rest, `share` is a number itself. */
type MixPlane = (upper: number, lower: number, share: number, count: number, to: number) => void;

/** What is used of the standard: TypeScript has it among the names of browsers only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Pointers are places in `memory`; counts are 1 or more. */
interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly acrossColour: Across;
  readonly acrossGrey: Across;
  readonly down: (from: number, stride: number, weights: number, taps: number, to: number) => void;
  readonly stretch: (row: number, first: number, weights: number, count: number, to: number) => void;
  readonly planes: (from: number, count: number, red: number, green: number, blue: number) => void;
  readonly stretchPlane: (row: number, first: number, second: number, share: number, count: number, to: number) => void;
  readonly mixPlane: MixPlane;
  readonly signsPlane: MixPlane;
  readonly mix: (upper: number, lower: number, upperWeight: number, lowerWeight: number, count: number, to: number) => void;
}

export const kernels = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(kernelsWasm, 'base64'))).exports as Kernels;

/** What kernels read and write at once beyond the end of a row. */
const overhang = 64;

/** Places for pieces of the given bytes, each on a boundary of 16; the memory grows as is needed. */
export function places(...bytes: readonly number[]): number[] {
  let end = 0;
  const starts = bytes.map((size) => {
    const start = end;
    end = (start + size + overhang + 15) & ~15;
    return start;
  });
  const missing = end - kernels.memory.buffer.byteLength;
  if (missing > 0) kernels.memory.grow(Math.ceil(missing / 65_536));
  return starts;
}

/** Copies indices of things of `size` bytes each, as offsets in bytes. */
export function putOffsets(indices: Int32Array, size: number, location: number): void {
  put(
    indices.map((index) => size * index),
    location,
  );
}

/** Copies numbers to a place. */
export function put(numbers: Int32Array | Float32Array | Uint8Array, location: number): void {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  new Uint8Array(kernels.memory.buffer, location, bytes.length).set(bytes);
}
