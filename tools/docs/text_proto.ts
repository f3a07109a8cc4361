/** Protocol buffers as text, as far as Bazel writes it: fields, texts, bare words, nested messages. */

export interface Message {
  readonly [field: string]: readonly (string | Message)[];
}

/** A field's name with what follows it, or the end of a message. */
const token = /\s*(?:(\w+)(?:: (?:"((?:[^"\\]|\\.)*)"|([^\s"]\S*))| (\{))|(\}))/y;

/** Every field is a list, whether it is repeated or not. @throws Error where the text is none of this */
export function parseTextProto(text: string): Message {
  token.lastIndex = 0;
  const message = readMessage(text);
  if (message.closed) throw new Error('a message ends that did not begin');
  return message.fields;
}

function readMessage(text: string): { fields: Message; closed: boolean } {
  const fields: Record<string, (string | Message)[]> = {};
  for (;;) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) {
      if (text.slice(at).trim() !== '') throw new Error(`expected a field, got ${text.slice(at, at + 40)}`);
      return { fields, closed: false };
    }
    const [, name = '', quoted, bare, nested] = match;
    if (name === '') return { fields, closed: true };
    fields[name] ??= [];
    if (nested === undefined) fields[name].push(bare ?? unescaped(quoted ?? ''));
    else {
      const inner = readMessage(text);
      if (!inner.closed) throw new Error(`${name} does not end`);
      fields[name].push(inner.fields);
    }
  }
}

const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Escapes are bytes of UTF-8. Bazel 7 reads files as Latin-1 and encodes them once more; Bazel 8 no longer does. */
function unescaped(quoted: string): string {
  const bytes = quoted.replaceAll(/\\([0-7]{3}|.)/g, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8)) : (named[escaped] ?? escaped),
  );
  return decoded(decoded(bytes));
}

/** A text whose characters are bytes of UTF-8, read as such; any other text as it is. */
function decoded(bytes: string): string {
  if (/[^\0-\u00ff]/.test(bytes)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
  } catch {
    return bytes;
  }
}
