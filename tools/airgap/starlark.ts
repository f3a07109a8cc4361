/** Reads as much of Starlark as the conformance test needs: loads, calls with their keywords, and lists of names. */

export interface Token {
  readonly kind: 'string' | 'word' | 'mark';
  readonly text: string;
  readonly line: number;
}

export interface Load {
  readonly label: string;
  /** Name in the file -> name that is loaded. */
  readonly symbols: ReadonlyMap<string, string>;
  readonly line: number;
}

export interface Call {
  /** As written, with dots: `node.toolchain`. */
  readonly name: string;
  /** Name of the variable that the call is assigned to. */
  readonly variable: string | undefined;
  /** Keyword -> its value if that is a plain string. */
  readonly keywords: ReadonlyMap<string, string | undefined>;
  /** Positional arguments that are plain strings. */
  readonly strings: readonly string[];
  readonly line: number;
}

const PIECES =
  /(?<skip>\s+|#[^\n]*|\\\n)|[rb]*(?<string>""".*?"""|'''.*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?<word>\w+)|(?<mark>[-+*/%=!<>&|^]=|\*\*|[^\s\w])/gsy;
const OPENING = '([{';
const CLOSING = ')]}';

/** Splits a file into words, strings (without quotes and prefix) and marks; comments are left out. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const { 0: text, groups } of source.matchAll(PIECES)) {
    const string = groups?.['string'];
    if (string !== undefined) {
      const quotes = /^("""|''')/.test(string) ? 3 : 1;
      tokens.push({ kind: 'string', text: string.slice(quotes, -quotes), line });
    } else if (groups?.['skip'] === undefined) {
      tokens.push({ kind: groups?.['word'] === undefined ? 'mark' : 'word', text, line });
    }
    line += text.split('\n').length - 1;
  }
  return tokens;
}

/** Whether a token is this mark, and not a string that looks like it. */
function is(token: Token | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark;
}

/** Tokens directly between an opening bracket and its closing one, inner brackets and their contents left out. */
function directlyInside(tokens: readonly Token[], opening: number): Token[] {
  const found: Token[] = [];
  let depth = 0;
  for (const token of tokens.slice(opening)) {
    const isMark = token.kind === 'mark';
    if (isMark && CLOSING.includes(token.text) && --depth === 0) break;
    if (depth === 1 && !(isMark && (OPENING + CLOSING).includes(token.text))) found.push(token);
    if (isMark && OPENING.includes(token.text)) depth++;
  }
  return found;
}

/** Every call of a name; definitions are none. */
export function calls(tokens: readonly Token[]): Call[] {
  return tokens.flatMap((token, at): Call[] => {
    if (!is(token, '(') || tokens[at - 1]?.kind !== 'word') return [];
    let start = at - 1;
    while (is(tokens[start - 1], '.') && tokens[start - 2]?.kind === 'word') start -= 2;
    if (tokens[start - 1]?.text === 'def' || is(tokens[start - 1], '.')) return [];
    const inside = directlyInside(tokens, at);
    const keywords = inside.flatMap((t, i): [string, string | undefined][] => {
      if (t.kind !== 'word' || !is(inside[i + 1], '=')) return [];
      return [[t.text, inside[i + 2]?.kind === 'string' ? inside[i + 2]?.text : undefined]];
    });
    const words = tokens.slice(start, at).map((t) => t.text);
    return [
      {
        name: words.join(''),
        variable: is(tokens[start - 1], '=') ? tokens[start - 2]?.text : undefined,
        keywords: new Map(keywords),
        strings: inside.filter((t, i) => t.kind === 'string' && (i === 0 || is(inside[i - 1], ','))).map((t) => t.text),
        line: tokens[start]?.line ?? token.line,
      },
    ];
  });
}

/** Every `load(label, "symbol", local = "symbol")`. */
export function loads(tokens: readonly Token[]): Load[] {
  return tokens.flatMap((token, at): Load[] => {
    if (token.text !== 'load' || token.kind !== 'word' || !is(tokens[at + 1], '(')) return [];
    const inside = directlyInside(tokens, at + 1);
    const [label, ...rest] = inside.filter((t) => t.kind === 'string');
    const symbols = rest.map((t): [string, string] => {
      const position = inside.indexOf(t);
      const local = is(inside[position - 1], '=') ? inside[position - 2]?.text : undefined;
      return [local ?? t.text, t.text];
    });
    return [{ label: label?.text ?? '', symbols: new Map(symbols), line: token.line }];
  });
}

/** The strings of `ANCHOR = [...]`, or the keys of `ANCHOR = {...}`. */
export function namesAfter(tokens: readonly Token[], anchor: string): string[] {
  const at = tokens.findIndex((t, i) => t.kind === 'word' && t.text === anchor && is(tokens[i + 1], '='));
  if (at < 0) return [];
  const inside = directlyInside(tokens, at + 2);
  return inside.filter((t, i) => t.kind === 'string' && (is(tokens[at + 2], '[') || is(inside[i + 1], ':'))).map((t) => t.text);
}
