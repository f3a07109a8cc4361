/** Pictures by the names that a corpus has for them. */
import type { ImageFiles } from '../contracts/files.ts';
import { InputError, nearest } from '../errors/errors.ts';

/**
 * Reads a picture by its key; nothing else can be read.
 * @param read bytes of a declared file
 */
export function pictureReader(lists: readonly ImageFiles[], read: (path: string) => Uint8Array): (key: string) => Uint8Array {
  const paths = new Map(lists.flatMap(({ images }) => images.map(({ key, path }) => [key, path])));
  return (key) => {
    const path = paths.get(key);
    if (path !== undefined) return read(path);
    const near = nearest(key, paths.keys());
    const message = `the picture is not among the declared files${near === undefined ? '' : ` (nearest: ${near})`}`;
    throw new InputError({ code: 'EV1004', place: key, message });
  };
}
