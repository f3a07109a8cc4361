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

const numberText = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

/** A digit, or one of "-+.eE". */
function isOfNumber(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x2d || byte === 0x2b || byte === 0x65 || byte === 0x45;
}

export class JsonBytes {
  readonly bytes: Uint8Array;
  readonly #location: string;
  readonly #one = new Float64Array(1);
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

  /** Goes past the given bytes where they come next. */
  passes(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
    this.at = at + expected.length;
    return true;
  }

  /** Whether a value of the kind can be what comes next, without a blank before it. */
  begins(kind: 'number' | 'text' | 'outlines' | 'other'): boolean {
    const next = this.bytes[this.at] as number;
    if (kind === 'number') return next === 0x2d || (next >= 0x30 && next <= 0x39);
    return kind === 'other' || next === (kind === 'text' ? quote : 0x5b);
  }

  /** A number. */
  number(): number {
    this.numberInto(this.#one, 0);
    return this.#one[0] as number;
  }

  /**
   * Writes a number where it belongs: one that is returned may become an object. Up to 15 digits it is a whole number divided by a
   * power of ten, both exact, so that the quotient is the nearest double.
   */
  numberInto(values: Float64Array, place: number): void {
    const bytes = this.bytes;
    if ((bytes[this.at] as number) <= 0x20) this.peek();
    const start = this.at;
    const negative = bytes[start] === 0x2d;
    let at = negative ? start + 1 : start;
    const whole = at;
    let value = 0;
    let digit = (bytes[at] as number) - 48;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = (bytes[++at] as number) - 48;
    }
    let digits = at - whole;
    let scale = 0;
    if (digit === -2 && digits > 0) {
      const fraction = at + 1;
      digit = (bytes[++at] as number) - 48;
      while (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digit = (bytes[++at] as number) - 48;
      }
      scale = at - fraction;
      digits = scale === 0 ? 0 : digits + scale;
    }
    // An "e" or "E" follows: digits with an exponent.
    if (digits === 0 || digits > 15 || digit === 53 || digit === 21) {
      values[place] = this.#longNumber(start);
      return;
    }
    this.at = at;
    if (scale > 0) value /= powersOfTen[scale] as number;
    values[place] = negative ? -value : value;
  }

  #longNumber(start: number): number {
    const bytes = this.bytes;
    let end = start;
    while (end < bytes.length && isOfNumber(bytes[end] as number)) end++;
    const text = this.textOf(start, end);
    if (!numberText.test(text)) throw this.wrong('a number');
    this.at = end;
    return Number(text);
  }

  /** Goes past a text and notes where it lies. Its escapes stay as they are. */
  text(): void {
    this.expect('"');
    const bytes = this.bytes;
    let end = this.at - 1;
    let before: number;
    // Texts of masks are long: the search of the platform is faster than a loop. A quote after an odd number of backslashes belongs to the text.
    do {
      end = bytes.indexOf(quote, end + 1);
      if (end < 0) throw this.wrong('a closing quote');
      before = end;
      while (bytes[before - 1] === backslash) before--;
    } while (((end - before) & 1) === 1);
    this.textStart = this.at;
    this.textEnd = end;
    this.at = end + 1;
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
      cure: resultsCure,
    });
  }
}

export const resultsCure = "Write the file again with COCO's tools: one list of rows with image_id, category_id, score, and bbox or segmentation.";
