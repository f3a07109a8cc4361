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
  /** The whole field as it stands in the message, tag and length included. A view. */
  readonly raw: Uint8Array;
}

const nothing = new Uint8Array(0);

/** Fields of a message in file order. @throws WireError when the message ends early or is none */
export function* fields(message: Uint8Array): Generator<Field> {
  const reader = new Reader(message);
  while (!reader.done) {
    const start = reader.at;
    const tag = reader.varint();
    const number = Math.floor(tag / 8);
    if (number < 1 || number > 2 ** 29 - 1) throw new WireError(`field number ${number} does not exist`);
    const content = contentOf(reader, tag % 8);
    yield { number, ...content, raw: message.subarray(start, reader.at) };
  }
}

function contentOf(reader: Reader, wireType: number): Pick<Field, 'value' | 'bytes' | 'delimited'> {
  switch (wireType) {
    case 0:
      return { value: reader.varint(), bytes: nothing, delimited: false };
    case 1:
      return { value: reader.fixed(8), bytes: nothing, delimited: false };
    case 2:
      return { value: 0, bytes: reader.take(reader.varint()), delimited: true };
    case 5:
      return { value: reader.fixed(4), bytes: nothing, delimited: false };
    default:
      throw new WireError(`wire type ${wireType} is not used by any message`);
  }
}

/** A length-delimited field. */
export function delimited(number: number, content: Uint8Array | string): Uint8Array {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

/** A field that is a number. @param value a whole number of at most 2^53 */
export function numeric(number: number, value: number): Uint8Array {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

/** @param value a whole number of at most 2^53 */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.of(...bytes, rest);
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

  /** Where the next byte is read. */
  get at(): number {
    return this.#at;
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
