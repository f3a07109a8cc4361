/** Python's literals, as exporters write them into metadata: numbers, text, True, False, None, lists, tuples, dicts. */

export type Literal = number | string | boolean | null | readonly Literal[] | ReadonlyMap<Literal, Literal>;

/** Real metadata nests twice. */
const maximumDepth = 20;

/**
 * @returns undefined when the text is no literal
 * @example parsePythonLiteral("{0: 'bowl', 1: \"potter's mug\"}") // Map { 0 => 'bowl', 1 => "potter's mug" }
 */
export function parsePythonLiteral(text: string): Literal | undefined {
  const parser = new Parser(text);
  try {
    return parser.whole();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const words: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Literal {
    const value = this.#value(0);
    this.#blanks();
    if (this.#at < this.#text.length) throw new SyntaxError('more follows');
    return value;
  }

  #value(depth: number): Literal {
    if (depth > maximumDepth) throw new SyntaxError('nested too deep');
    this.#blanks();
    const first = this.#text[this.#at];
    if (first === '{') return this.#dict(depth);
    if (first === '[') return this.#items(']', depth);
    if (first === '(') return this.#items(')', depth);
    if (first === "'" || first === '"') return this.#string(first);
    const word = /^[A-Za-z]+/.exec(this.#text.slice(this.#at, this.#at + 8))?.[0];
    const constant = word === undefined ? undefined : words.get(word);
    if (word !== undefined && constant !== undefined) {
      this.#at += word.length;
      return constant;
    }
    return this.#number();
  }

  #number(): number {
    const pattern = /[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) throw new SyntaxError('no literal');
    this.#at += found.length;
    return Number(found);
  }

  #string(quote: string): string {
    let value = '';
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (character === quote) {
        this.#at++;
        return value;
      }
      value += character === '\\' ? this.#escape() : character;
    }
    throw new SyntaxError('text without an end');
  }

  /** Stands on the backslash; ends on the last character of the escape. */
  #escape(): string {
    const kind = this.#text[++this.#at] ?? '';
    const digits = hexDigits[kind];
    if (digits === undefined) return escapes[kind] ?? `\\${kind}`;
    const code = this.#text.slice(this.#at + 1, this.#at + 1 + digits);
    if (!/^[0-9a-fA-F]+$/.test(code) || code.length < digits || Number.parseInt(code, 16) > 0x10ffff) throw new SyntaxError('a broken escape');
    this.#at += digits;
    return String.fromCodePoint(Number.parseInt(code, 16));
  }

  #items(end: string, depth: number): Literal[] {
    const items: Literal[] = [];
    this.#at++;
    while (!this.#skip(end)) {
      items.push(this.#value(depth + 1));
      if (!this.#skip(',') && !this.#next(end)) throw new SyntaxError('no comma');
    }
    return items;
  }

  #dict(depth: number): Map<Literal, Literal> {
    const dict = new Map<Literal, Literal>();
    this.#at++;
    while (!this.#skip('}')) {
      const key = this.#value(depth + 1);
      if (!this.#skip(':')) throw new SyntaxError('no colon');
      dict.set(key, this.#value(depth + 1));
      if (!this.#skip(',') && !this.#next('}')) throw new SyntaxError('no comma');
    }
    return dict;
  }

  #blanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #next(character: string): boolean {
    this.#blanks();
    return this.#text[this.#at] === character;
  }

  #skip(character: string): boolean {
    if (!this.#next(character)) return false;
    this.#at++;
    return true;
  }
}
