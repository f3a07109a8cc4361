/** Texts that are known by number: each is kept once, in one buffer, where a string for each would take two to four times as much. */
import { byText } from './order.ts';
import { longer } from './typed_arrays.ts';

const digestStart = 'sha256:';
const isDigest = /^sha256:[0-9a-f]{64}$/;
const isHex = /^(?:[0-9a-f]{2}){16,}$/;

/** How a text lies in the buffer, in its first byte: as UTF-8, as the bytes that its hexadecimal digits are, or as UTF-16 where it is not well-formed. */
const form = { plain: 0, digest: 1, hex: 2, units: 3 } as const;

export class Texts {
  #bytes: Buffer;
  /** By number: where a text begins; one more, where the last one ends. */
  #starts: Uint32Array;
  /** By a hash of the bytes, or the next free place: the number of a text and one. */
  #places: Int32Array;
  #size = 0;

  /**
   * Room that nothing is written to costs nothing, and to copy what has grown costs memory twice.
   * @param expected how many there will be, more or less
   * @param length and how many bytes each has: of a digest 33
   */
  constructor(expected = 50, length = 33) {
    this.#bytes = Buffer.alloc(expected * length + 1000);
    this.#starts = new Uint32Array(expected + 10);
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(2 * expected + 2)));
  }

  /** Numbers are from 0 on, in the order in which texts came. */
  get size(): number {
    return this.#size;
  }

  /** The number of a text, which is new or known. */
  numberOf(text: string): number {
    const end = this.#write(text);
    const place = this.#placeOf(end);
    const known = this.#places[place] as number;
    if (known > 0) return known - 1;
    const number = this.#end(end);
    this.#places[place] = this.#size;
    if (2 * this.#size > this.#places.length) this.#placeAll();
    return number;
  }

  /** The number of a text that is not looked for again, whether it is new or not. */
  add(text: string): number {
    return this.#end(this.#write(text));
  }

  /** The number of a text that came before. */
  find(text: string): number | undefined {
    const known = this.#places[this.#placeOf(this.#write(text))] as number;
    return known > 0 ? known - 1 : undefined;
  }

  at(number: number): string {
    const [start, end] = [this.#starts[number] as number, this.#starts[number + 1] as number];
    const first = this.#bytes[start];
    if (first === form.plain) return this.#bytes.toString('utf8', start + 1, end);
    if (first === form.units) return this.#bytes.toString('utf16le', start + 1, end);
    const digits = this.#bytes.toString('hex', start + 1, end);
    return first === form.digest ? digestStart + digits : digits;
  }

  /** The order of two texts, as of strings. */
  compare(a: number, b: number): number {
    let [atA, atB] = [this.#starts[a] as number, this.#starts[b] as number];
    const [as, endA, endB] = [this.#bytes[atA], this.#starts[a + 1] as number, this.#starts[b + 1] as number];
    if (as !== this.#bytes[atB] || as === form.units) return byText(this.at(a), this.at(b));
    while (atA < endA && atB < endB && this.#bytes[atA] === this.#bytes[atB]) {
      atA++;
      atB++;
    }
    if (atA === endA || atB === endB) return endA - atA - (endB - atB);
    const [byteA, byteB] = [this.#bytes[atA] as number, this.#bytes[atB] as number];
    return as === form.plain ? orderOf(byteA) - orderOf(byteB) : byteA - byteB;
  }

  /** Writes a text behind the last one, for now. @returns where it ends */
  #write(text: string): number {
    const start = this.#starts[this.#size] as number;
    const most = start + 1 + 3 * text.length;
    if (most > this.#bytes.length) {
      const shorter = this.#bytes;
      this.#bytes = Buffer.alloc(2 * most);
      shorter.copy(this.#bytes);
    }
    if (isDigest.test(text)) return this.#put(start, form.digest, text.slice(digestStart.length), 'hex');
    if (isHex.test(text)) return this.#put(start, form.hex, text, 'hex');
    return text.isWellFormed() ? this.#put(start, form.plain, text, 'utf8') : this.#put(start, form.units, text, 'utf16le');
  }

  #put(start: number, as: number, text: string, encoding: 'hex' | 'utf8' | 'utf16le'): number {
    this.#bytes[start] = as;
    return start + 1 + this.#bytes.write(text, start + 1, encoding);
  }

  /** What stands behind the last text is one more. */
  #end(end: number): number {
    const number = this.#size++;
    if (this.#size + 1 >= this.#starts.length) this.#starts = longer(this.#starts, 2 * this.#starts.length);
    this.#starts[this.#size] = end;
    return number;
  }

  /** Of what stands behind the last text. */
  #placeOf(end: number): number {
    const start = this.#starts[this.#size] as number;
    let place = this.#hash(start, end);
    for (;;) {
      const known = this.#places[place] as number;
      if (known === 0 || this.#isSame(known - 1, start, end)) return place;
      place = (place + 1) & (this.#places.length - 1);
    }
  }

  #isSame(number: number, start: number, end: number): boolean {
    const other = this.#starts[number] as number;
    if ((this.#starts[number + 1] as number) - other !== end - start) return false;
    for (let i = 0; i < end - start; i++) if (this.#bytes[other + i] !== this.#bytes[start + i]) return false;
    return true;
  }

  /** FNV-1a (G. Fowler, L. Noll, P. Vo). */
  #hash(start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ (this.#bytes[i] as number), 0x01000193);
    return (hash ^ (hash >>> 15)) & (this.#places.length - 1);
  }

  #placeAll(): void {
    this.#places = new Int32Array(2 * this.#places.length);
    for (let number = 0; number < this.#size; number++) {
      let place = this.#hash(this.#starts[number] as number, this.#starts[number + 1] as number);
      while (this.#places[place] !== 0) place = (place + 1) & (this.#places.length - 1);
      this.#places[place] = number + 1;
    }
  }
}

/** Strings are in the order of their units, where characters of four bytes stand before the last ones of three: those from U+E000 on. */
function orderOf(byte: number): number {
  return byte === 0xee || byte === 0xef ? byte + 8 : byte;
}
