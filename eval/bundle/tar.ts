/** Archives whose bytes depend on their content only: no owner, no clock, nothing of the machine that wrote them. */

/** A file's content comes in parts; its size is known beforehand, as it stands in front of it. */
export type TarEntry =
  | { readonly kind: 'file'; readonly path: string; readonly executable: boolean; readonly bytes: number; readonly content: Iterable<Uint8Array> }
  | { readonly kind: 'link'; readonly path: string; readonly target: string };

const block = 512;

/**
 * POSIX ustar (IEEE 1003.1-1988), with a pax extended header (1003.1-2001) for what ustar has no room for.
 *
 * @throws RangeError for a file whose content is not of the size that was said: the archive would be unreadable from there on
 */
export function* tar(entries: Iterable<TarEntry>): Generator<Uint8Array> {
  for (const entry of entries) {
    const bytes = entry.kind === 'file' ? entry.bytes : 0;
    const target = entry.kind === 'link' ? entry.target : '';
    const name = splitName(entry.path);
    const extended = [
      ...(name === undefined ? [['path', entry.path] as const] : []),
      ...(Buffer.byteLength(target) > 100 ? [['linkpath', target] as const] : []),
      ...(bytes >= 8 ** 11 ? [['size', String(bytes)] as const] : []),
    ];
    if (extended.length > 0) {
      const records = Buffer.from(extended.map(([key, value]) => paxRecord(key, value)).join(''));
      yield header({ name: { prefix: '', name: 'pax' }, type: 'x', mode: 0o644, bytes: records.length, target: '' });
      yield* padded([records]);
    }
    yield header({
      name: name ?? { prefix: '', name: 'long' },
      type: entry.kind === 'file' ? '0' : '2',
      mode: entry.kind === 'link' ? 0o777 : entry.executable ? 0o755 : 0o644,
      bytes: bytes >= 8 ** 11 ? 0 : bytes,
      target: Buffer.byteLength(target) > 100 ? '' : target,
    });
    if (entry.kind === 'file') yield* padded(checked(entry));
  }
  yield Buffer.alloc(2 * block);
}

interface Name {
  readonly prefix: string;
  readonly name: string;
}

/** A path is cut at a slash into at most 155 and at most 100 bytes; undefined where that cannot be. */
function splitName(path: string): Name | undefined {
  if (Buffer.byteLength(path) <= 100) return { prefix: '', name: path };
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100 && name !== '') return { prefix, name };
  }
  return undefined;
}

/** `length key=value\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (String(length).length + Buffer.byteLength(rest) !== length) length = String(length).length + Buffer.byteLength(rest);
  return `${length}${rest}`;
}

interface Header {
  readonly name: Name;
  readonly type: '0' | '2' | 'x';
  readonly mode: number;
  readonly bytes: number;
  readonly target: string;
}

function header({ name, type, mode, bytes, target }: Header): Uint8Array {
  const field = Buffer.alloc(block);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  field.write(name.name, 0);
  field.write(octal(mode, 8), 100);
  field.write(octal(0, 8), 108);
  field.write(octal(0, 8), 116);
  field.write(octal(bytes, 12), 124);
  field.write(octal(0, 12), 136);
  // The checksum is over the header with blanks in its own place.
  field.write(' '.repeat(8), 148);
  field.write(type, 156);
  field.write(target, 157);
  field.write('ustar\x0000', 257);
  field.write(octal(0, 8), 329);
  field.write(octal(0, 8), 337);
  field.write(name.prefix, 345);
  const sum = field.reduce((total, byte) => total + byte, 0);
  field.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return field;
}

function* checked(entry: TarEntry & { kind: 'file' }): Generator<Uint8Array> {
  let seen = 0;
  for (const part of entry.content) {
    seen += part.length;
    yield part;
  }
  if (seen !== entry.bytes) throw new RangeError(`${entry.path} has ${seen} bytes, ${entry.bytes} were announced`);
}

function* padded(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let bytes = 0;
  for (const part of parts) {
    bytes += part.length;
    yield part;
  }
  if (bytes % block !== 0) yield Buffer.alloc(block - (bytes % block));
}
