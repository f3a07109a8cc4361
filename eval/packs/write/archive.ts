/** The bytes of a pack: its files in a tar archive, read one at a time. */
import { statSync } from 'node:fs';
import { tar } from '../../bundle/tar.ts';
import { partsOf } from '../../io/files.ts';

/** @param files names in the archive, in its order, and where their bytes are */
export function filesTar(files: readonly { readonly path: string; readonly source: string }[]): Generator<Uint8Array> {
  const entries = files.map(({ path, source }) => {
    return { kind: 'file' as const, path, executable: false, bytes: statSync(source).size, content: partsOf(source) };
  });
  return tar(entries);
}
