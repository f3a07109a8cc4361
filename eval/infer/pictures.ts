/** Pictures by the names that a corpus has for them, compared with what it says about them. */

import type { ImageInput } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { decodeRgb } from '../image/decode.ts';
import type { PictureReader, RgbImage } from '../image/raster.ts';
import { sha256 } from '../io/digest.ts';
import type { InferInput } from './run.ts';

/**
 * Reads a picture by its key; nothing else can be read.
 * @param declared the keys that there are
 * @param read what is wanted of a file: its bytes, say; undefined where it is not declared
 */
export function pictureReader<T>(declared: { keys(): Iterable<string> }, read: (key: string) => T | undefined): (key: string) => T {
  return (key) => {
    const found = read(key);
    if (found !== undefined) return found;
    const message = `the picture is not among the declared files${nearestText(key, declared.keys())}`;
    throw new InputError({ code: 'EV1004', location: key, message });
  };
}

/** Bytes of a sample's picture. @throws InputError EV1005 when they are not those of the corpus */
export function checkedBytes(row: ImageInput, readImage: (key: string) => Uint8Array): Uint8Array {
  const bytes = readImage(row.image);
  const got = sha256(bytes);
  if (got === row.sha256) return bytes;
  throw new InputError({ code: 'EV1005', location: row.id, message: `${row.image} is not the picture of the corpus`, got, expected: row.sha256 });
}

/** Opens pictures of samples from the bytes of their files. */
export function pictureOpener(readImage: (key: string) => Uint8Array): InferInput['picture'] {
  return (row, reader) => checkedPicture(row, readImage, reader);
}

/** A sample's picture, upright. @throws InputError EV1005, EV1006 when it has not the size that the corpus says */
export async function checkedPicture(row: ImageInput, readImage: (key: string) => Uint8Array, reader?: PictureReader): Promise<RgbImage> {
  const picture = await decodeRgb(checkedBytes(row, readImage), row.id, reader);
  if (picture.width === row.width && picture.height === row.height) return picture;
  const message = `${row.image} has not the size that the corpus says`;
  const expected = `${row.width} x ${row.height} pixels`;
  throw new InputError({ code: 'EV1006', location: row.id, message, got: `${picture.width} x ${picture.height} pixels`, expected });
}
