/** Archives and snapshots for the checks. */
import { gzipSync } from 'node:zlib';
import { tar } from '../../eval/bundle/tar.ts';
import { sha256 } from './expect.ts';

/** A .tar.gz of files: path -> content. */
export function tarGz(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content as string);
    return { kind: 'file', path, executable: false, bytes: bytes.length, content: [bytes] } as const;
  });
  return gzipSync(Buffer.concat([...tar(entries)]));
}

/** The files of a snapshot with its manifest, and its digest. */
export function snapshotOf(files: Readonly<Record<string, string>>): { readonly files: Readonly<Record<string, string>>; readonly digest: string } {
  const listed = Object.entries(files).map(([path, content]) => ({ path, sha256: `sha256:${sha256(content)}`, bytes: content.length }));
  const manifest = JSON.stringify({ schemaVersion: 1, kind: 'snapshot', files: listed });
  return { files: { ...files, 'manifest.json': manifest }, digest: sha256(manifest) };
}
