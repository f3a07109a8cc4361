/** Samples made to find out how a program behaves: small, each odd in a way of its own, the same in every run. */
import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { InputRow } from '../contracts/corpus.ts';
import { digestOf } from '../io/digest.ts';

export interface PictureProbe {
  readonly id: string;
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A bright disc on a darker ramp, `channels` values a pixel; the fourth is transparency. */
function disc(width: number, height: number, channels: 1 | 3 | 4) {
  const data = Buffer.alloc(width * height * channels);
  const radius = 0.35 * Math.min(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = (x - width / 2) ** 2 + (y - height / 2) ** 2 < radius ** 2;
      for (let c = 0; c < channels; c++) {
        const ramp = 40 + Math.floor((40 * x) / width) + 10 * c;
        data[(y * width + x) * channels + c] = c === 3 ? (inside ? 255 : 128) : inside ? 220 - 15 * c : ramp;
      }
    }
  }
  return sharp(data, { raw: { width, height, channels } });
}

const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#808080' } });

export async function pictureProbes(): Promise<PictureProbe[]> {
  const png = (id: string, picture: Sharp, file = `${id}.png`) => ({ id, file, picture: picture.png() });
  const probes = [
    png('blank', blank(48, 32)),
    png('single-pixel', blank(1, 1)),
    png('wide', disc(72, 40, 3)),
    png('tall', disc(40, 72, 3)),
    // 60 x 36 in the file, 36 x 60 when displayed.
    { id: 'turned', file: 'turned.jpg', picture: disc(60, 36, 3).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }) },
    png('grey', disc(50, 50, 1).toColourspace('b-w')),
    png('transparent', disc(52, 44, 4)),
    // Ids are any printable characters: quotes, slashes and braces too.
    png('odd"id\\/{1}', disc(44, 44, 3), 'odd.png'),
  ];
  return Promise.all(probes.map(async ({ id, file, picture }) => ({ id, file, bytes: await picture.toBuffer() })));
}

/** Clips of 1, 2, 40 and 40 frames; the last is constant. */
export function featureProbes(names: readonly string[]): InputRow[] {
  const clip = (id: string, frames: number, value: (frame: number, column: number) => number): InputRow => {
    const rows = Array.from({ length: frames }, (_, frame) => names.map((_, column) => value(frame, column)));
    return { kind: 'features', id, sha256: digestOf([names, rows]), source: 'probe', names: [...names], rows };
  };
  const wave = (frame: number, column: number): number => Math.round(1000 * Math.sin(0.3 * frame + column)) / 1000;
  return [clip('one-frame', 1, wave), clip('two-frames', 2, wave), clip('wave', 40, wave), clip('constant', 40, () => 0)];
}
