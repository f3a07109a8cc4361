/** From what a rule knows about an evaluation to the entries of an archive. */
import { type Bundle, type BundleRequest, bundle } from '../contracts/bundle.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { measureParts } from '../io/digest.ts';
import { validate } from '../io/issues.ts';
import type { Content } from './content.ts';
import type { TarEntry } from './tar.ts';

export interface PackInput {
  readonly request: BundleRequest;
  readonly content: readonly Content[];
  /** The file's bytes in parts. Asked for twice: its digest stands in front of it. */
  readonly read: (source: string) => Iterable<Uint8Array>;
  /** The folder that the archive unpacks into. */
  readonly name: string;
  /** Text of run.mjs. */
  readonly start: string;
  /** Version of Node.js that Bazel runs the programs with. */
  readonly node: string;
}

/** bundle.json, run.mjs, and everything else by path. */
export function run({ request, content, read, name, start, node }: PackInput): TarEntry[] {
  const files = content.flatMap((c) => (c.kind === 'file' ? [{ path: c.path, source: c.source, ...measureParts(read(c.source)) }] : []));
  const described: Bundle = {
    schemaVersion: 1,
    node,
    runner: request.runner,
    files: files.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
    links: content.flatMap((c) => (c.kind === 'link' ? [{ path: c.path, target: c.target }] : [])),
    plan: request.plan,
  };
  const executables = new Set(request.executables);
  const sources = new Map(files.map((file) => [file.path, file]));
  return [
    textEntry(`${name}/bundle.json`, canonicalJson(validate(bundle, described, 'bundle.json')), false),
    textEntry(`${name}/run.mjs`, start, true),
    ...content.map((c): TarEntry => {
      const path = `${name}/${c.path}`;
      if (c.kind === 'link') return { kind: 'link', path, target: c.target };
      const bytes = sources.get(c.path)?.bytes ?? 0;
      return { kind: 'file', path, executable: executables.has(c.path), bytes, content: read(c.source) };
    }),
  ];
}

function textEntry(path: string, text: string, executable: boolean): TarEntry {
  const content = Buffer.from(text);
  return { kind: 'file', path, executable, bytes: content.length, content: [content] };
}
