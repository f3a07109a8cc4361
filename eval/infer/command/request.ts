/** What a program is told about samples. */
import type { Question } from '../../backends/backend.ts';
import type { CommandRequest, RequestSample } from '../../contracts/command.ts';
import type { InputRow } from '../../contracts/corpus.ts';
import type { RgbImage } from '../../image/raster.ts';

export interface RequestPaths {
  /** Path of a picture by its key. @throws InputError EV1004 */
  readonly imagePath: (key: string) => string;
  /** Path of a decoded picture by the sample's id; undefined for one that is not given. */
  readonly pixelsPath: (id: string) => string | undefined;
  /** Name -> path. */
  readonly data: ReadonlyMap<string, string>;
}

/** The samples stay in their order. */
export function requestOf({ corpus, config, samples }: Question, { imagePath, pixelsPath, data }: RequestPaths): CommandRequest {
  const told = (row: InputRow): RequestSample => {
    if (row.kind !== 'image') return row;
    const pixels = pixelsPath(row.id);
    return { ...row, image: imagePath(row.image), ...(pixels === undefined ? {} : { pixels }) };
  };
  return { schemaVersion: 1, corpus, config: { ...config }, data: Object.fromEntries(data), samples: samples.map(told) };
}

/** A picture as a binary PPM file: https://netpbm.sourceforge.net/doc/ppm.html */
export function ppm({ width, height, data }: RgbImage): Uint8Array {
  return Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`, 'latin1'), data]);
}
