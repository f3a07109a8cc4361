/** The wire format of protocol buffers, as far as ONNX uses it: numbered fields, each a number or a piece of bytes. */

/** What is wrong with the bytes, in words. Carries no place: only the caller knows the file. */
export class WireError extends Error {}

export interface Field {
  readonly number: number;
  /** Varint and fixed fields. 64-bit values beyond 2^53 lose their low bits; negative ones come out above 2^63. */
  readonly value: number;
  /** Length-delimited fields: strings, messages, packed numbers. A view, not a copy; empty for the others. */
  readonly bytes: Uint8Array;
  readonly delimited: boolean;
}

const nothing = new Uint8Array(0);

/** Fields of a message in file order. @throws WireError when the message ends early or is none */
export function* fields(message: Uint8Array): Generator<Field> {
  const reader = new Reader(message);
  while (!reader.done) {
    const tag = reader.varint();
    const number = Math.floor(tag / 8);
    if (number < 1 || number > 2 ** 29 - 1) throw new WireError(`field number ${number} does not exist`);
    switch (tag % 8) {
      case 0:
        yield { number, value: reader.varint(), bytes: nothing, delimited: false };
        break;
      case 1:
        yield { number, value: reader.fixed(8), bytes: nothing, delimited: false };
        break;
      case 2:
        yield { number, value: 0, bytes: reader.take(reader.varint()), delimited: true };
        break;
      case 5:
        yield { number, value: reader.fixed(4), bytes: nothing, delimited: false };
        break;
      default:
        throw new WireError(`wire type ${tag % 8} is not used by any message`);
    }
  }
}

/** Numbers of a repeated field: one by one or packed. */
export function numbers(field: Field): number[] {
  if (!field.delimited) return [field.value];
  const reader = new Reader(field.bytes);
  const values: number[] = [];
  while (!reader.done) values.push(reader.varint());
  return values;
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  varint(): number {
    let value = 0;
    for (let i = 0; i < 10; i++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new WireError('the file ends inside a number');
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    throw new WireError('a number has more than 64 bits');
  }

  fixed(length: 4 | 8): number {
    return this.take(length).reduce((value, byte, i) => value + byte * 2 ** (8 * i), 0);
  }

  take(length: number): Uint8Array {
    const start = this.#at;
    if (length > this.#bytes.length - start) throw new WireError(`a field of ${length} bytes starts where ${this.#bytes.length - start} are left`);
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }
}
