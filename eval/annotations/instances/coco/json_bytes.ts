/**
 * Reads JSON from bytes, value by value, into whatever the caller keeps: a file of half a million detections becomes columns of
 * numbers without an object in between. Numbers are read exactly.
 */
import { InputError } from '../../../errors/errors.ts';

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;

/** Powers of ten that are doubles. */
const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

export class JsonBytes {
  readonly bytes: Uint8Array;
  readonly #location: string;
  /** Before the next token. */
  at = 0;
  /** Where the last text lies, without its quotes. */
  textStart = 0;
  textEnd = 0;

  constructor(bytes: Uint8Array, location: string) {
    this.bytes = bytes;
    this.#location = location;
  }

  /** The next byte that is no blank, which stays. NaN at the end. */
  peek(): number {
    const bytes = this.bytes;
    let at = this.at;
    // Blanks, line ends and tabs are all below the first printable character.
    while (at < bytes.length && (bytes[at] as number) <= 0x20) at++;
    this.at = at;
    return at < bytes.length ? (bytes[at] as number) : Number.NaN;
  }

  /** Goes past the given character, which must come next. */
  expect(character: string): void {
    if (this.peek() !== character.charCodeAt(0)) throw this.wrong(`"${character}"`);
    this.at++;
  }

  /**
   * Whether an array or object goes on: goes past the comma, or past the closing bracket.
   * @param first whether nothing of it has been read yet
   */
  more(close: ']' | '}', first: boolean): boolean {
    const next = this.peek();
    if (next === close.charCodeAt(0)) {
      this.at++;
      return false;
    }
    if (first) return true;
    if (next !== comma) throw this.wrong(`"," or "${close}"`);
    this.at++;
    return true;
  }

  /** A number. Up to 15 digits it is a whole number divided by a power of ten, both exact, so that the quotient is the nearest double. */
  number(): number {
    this.peek();
    const bytes = this.bytes;
    const start = this.at;
    let at = start;
    const negative = bytes[at] === 0x2d;
    if (negative) at++;
    let digits = 0;
    let value = 0;
    let digit = (bytes[at] as number) - 48;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
      digit = (bytes[++at] as number) - 48;
    }
    let scale = 0;
    if (bytes[at] === 0x2e) {
      digit = (bytes[++at] as number) - 48;
      while (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        scale++;
        digit = (bytes[++at] as number) - 48;
      }
    }
    // An "e" or "E" follows: digits with an exponent.
    if (digits === 0 || digits + scale > 15 || digit === 53 || digit === 21) return this.#longNumber(start);
    this.at = at;
    if (scale > 0) value /= powersOfTen[scale] as number;
    return negative ? -value : value;
  }

  #longNumber(start: number): number {
    let end = start;
    while (end < this.bytes.length && /[-+.0-9eE]/.test(String.fromCharCode(this.bytes[end] as number))) end++;
    const text = this.textOf(start, end);
    if (!/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) throw this.wrong('a number');
    this.at = end;
    return Number(text);
  }

  /** Goes past a text and notes where it lies. Its escapes stay as they are. */
  text(): void {
    this.expect('"');
    const bytes = this.bytes;
    let at = this.at;
    while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
    if (at >= bytes.length) throw this.wrong('a closing quote');
    this.textStart = this.at;
    this.textEnd = at;
    this.at = at + 1;
  }

  /** A text with its escapes read. */
  string(): string {
    this.text();
    try {
      return JSON.parse(this.textOf(this.textStart - 1, this.textEnd + 1));
    } catch {
      throw this.wrong('a text');
    }
  }

  /** Goes past a key and its colon; the key is the last text. */
  key(): void {
    this.text();
    this.expect(':');
  }

  /** Whether the last text is this one. */
  is(name: string): boolean {
    const { bytes, textStart } = this;
    if (this.textEnd - textStart !== name.length) return false;
    for (let i = 0; i < name.length; i++) if (bytes[textStart + i] !== name.charCodeAt(i)) return false;
    return true;
  }

  /** Goes past any value. */
  skip(): void {
    const next = this.peek();
    if (next === quote) this.text();
    else if (next === 0x5b || next === 0x7b) this.#skipNested();
    else if (!this.#word('true') && !this.#word('false') && !this.#word('null')) this.number();
  }

  #skipNested(): void {
    const close = this.bytes[this.at++] === 0x5b ? ']' : '}';
    for (let first = true; this.more(close, first); first = false) {
      if (close === '}') this.key();
      this.skip();
    }
  }

  #word(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false;
    this.at += word.length;
    return true;
  }

  /** Everything was read. */
  end(): void {
    if (!Number.isNaN(this.peek())) throw this.wrong('the end of the file');
  }

  textOf(start: number, end: number): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, end - start).toString('utf8');
  }

  wrong(expected: string): InputError {
    const got = this.at >= this.bytes.length ? 'the end of the file' : this.textOf(this.at, Math.min(this.at + 20, this.bytes.length));
    return new InputError({
      code: 'EV4001',
      location: `${this.#location}, byte ${this.at}`,
      message: 'the JSON is not what it should be',
      got,
      expected,
    });
  }
}
