/** Archives and snapshots for the checks. */
import { gzipSync } from 'node:zlib';
import { sha256 } from './expect.ts';

/** A .tar.gz of files: path -> content. */
export function tarGz(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const blocks = Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content as string);
    const header = Buffer.alloc(512);
    const put = (text: string, offset: number) => header.write(text, offset, 'latin1');
    put(path, 0);
    put('0000644\0', 100);
    put(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    put('00000000000\0', 136);
    put('        0', 148);
    put('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** The files of a snapshot with its manifest, and its digest. */
export function snapshotOf(files: Readonly<Record<string, string>>): { readonly files: Readonly<Record<string, string>>; readonly digest: string } {
  const listed = Object.entries(files).map(([path, content]) => ({ path, sha256: `sha256:${sha256(content)}`, bytes: content.length }));
  const manifest = JSON.stringify({ schemaVersion: 1, kind: 'snapshot', files: listed });
  return { files: { ...files, 'manifest.json': manifest }, digest: sha256(manifest) };
}
