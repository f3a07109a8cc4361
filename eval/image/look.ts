/**
 * A picture as a few digits by which copies of it are known: brightness at 32 places on each of 8 rings around its middle, less the mean and over the
 * spread. Encodings, sizes, brightness and contrast hardly change them; a flip or a quarter turn puts them in another order, and a turn by some
 * degrees nearly does.
 */
import sharp from 'sharp';
import { sharpOptions } from './decode.ts';
import type { Size } from './raster.ts';

export const rings = 8;
/** Of each ring. */
export const places = 32;

/** Standard deviation of grey values, of 255: less is a flat picture, which looks like any other one. */
const flat = 6;

/** Of a border of one colour, grey values differ by no more, of 255: what compression leaves. */
const noise = 3;

/** Cells along each side, of which the brightness is taken. */
const cells = { least: 8, most: 64 };

interface Grey extends Size {
  readonly data: Uint8Array;
  readonly channels: number;
}

/** In pixels; right and bottom exclusive. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Of the displayed picture, 256 hexadecimal digits; of one with a border of one colour as many for what is inside of the border. Between the bars of a
 * letterbox there is the picture, which comes first; inside of a border on all sides there may be an object on a plain ground.
 * @returns nothing for a flat picture, and for bytes that cannot be decoded, which whoever needs the pixels tells
 */
export async function looksOf(bytes: Uint8Array): Promise<readonly string[]> {
  try {
    // All pixels first: loaders of JPEG and WebP shrink while they decode, each in its own way, and PNG does not.
    const { data, info } = await sharp(bytes, { ...sharpOptions, failOn: 'error' })
      .autoOrient()
      .removeAlpha()
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const picture = { data, width: info.width, height: info.height, channels: info.channels };
    const whole = lookOf(picture, { left: 0, top: 0, right: info.width, bottom: info.height });
    const inside = boxInBorder(picture);
    const within = inside && lookOf(picture, inside);
    if (whole === undefined || within === undefined) return whole === undefined ? [] : [whole];
    const isBetweenBars = inside?.right === info.width || inside?.bottom === info.height;
    return isBetweenBars ? [within, whole] : [whole, within];
  } catch {
    return [];
  }
}

/** What is left without lines of one colour along the edges, the same colour on all sides; undefined where there are none. */
function boxInBorder({ data, width, height, channels }: Grey): Box | undefined {
  let colour: number | undefined;
  /** How many lines, from the outermost one on; a line begins at `start`. */
  const linesOf = (most: number, start: (line: number) => readonly [x: number, y: number], step: number, count: number): number => {
    const isBorder = (line: number): boolean => {
      const [x, y] = start(line);
      let at = (y * width + x) * channels;
      const own = colour ?? (data[at] as number);
      for (let i = 0; i < count; i++, at += step) if (Math.abs((data[at] as number) - own) > noise) return false;
      colour = own;
      return true;
    };
    let line = 0;
    while (line < most && isBorder(line)) line++;
    return line;
  };
  const top = linesOf(height, (line) => [0, line], channels, width);
  if (top === height) return undefined;
  const bottom = height - linesOf(height - top, (line) => [0, height - 1 - line], channels, width);
  const left = linesOf(width, (line) => [line, top], width * channels, bottom - top);
  const right = width - linesOf(width - left, (line) => [width - 1 - line, top], width * channels, bottom - top);
  return right - left < width || bottom - top < height ? { left, top, right, bottom } : undefined;
}

function lookOf(picture: Grey, box: Box): string | undefined {
  const side = Math.min(cells.most, box.right - box.left, box.bottom - box.top);
  if (side < cells.least) return undefined;
  const grid = cellMeans(picture, box, side);
  const values = samplesOf(side).map(({ cells: own, weights }) =>
    own.reduce((sum, cell, i) => sum + (weights[i] as number) * (grid[cell] as number), 0),
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  if (spread < flat) return undefined;
  return values.map((value) => Math.max(0, Math.min(15, Math.round((3 * (value - mean)) / spread + 7.5))).toString(16)).join('');
}

/** Mean grey value of each of side x side cells. */
function cellMeans({ data, width, channels }: Grey, { left, top, right, bottom }: Box, side: number): Float64Array {
  const sums = new Float64Array(side * side);
  const edges = (length: number): readonly number[] => Array.from({ length: side + 1 }, (_, cell) => Math.ceil((cell * length) / side));
  const [columns, rows] = [edges(right - left), edges(bottom - top)];
  for (let row = 0; row < side; row++) {
    for (let y = rows[row] as number; y < (rows[row + 1] as number); y++) {
      let at = ((top + y) * width + left) * channels;
      for (let column = 0; column < side; column++) {
        let sum = 0;
        for (let end = at + ((columns[column + 1] as number) - (columns[column] as number)) * channels; at < end; at += channels)
          sum += data[at] as number;
        (sums[row * side + column] as number) += sum;
      }
    }
  }
  const count = (lines: readonly number[], cell: number): number => (lines[cell + 1] as number) - (lines[cell] as number);
  return sums.map((sum, cell) => sum / (count(columns, cell % side) * count(rows, Math.floor(cell / side))));
}

interface Taps {
  readonly cells: Uint16Array;
  /** Of each cell; 1 in all. */
  readonly weights: Float64Array;
}

const known = new Map<number, readonly Taps[]>();

/** Cells that each place is the weighted mean of. Places overlap, so that a turn by less than a place changes them little. */
function samplesOf(side: number): readonly Taps[] {
  const points = [-5, -3, -1, 1, 3, 5].map((twelfths) => twelfths / 12);
  const make = (): Taps[] =>
    Array.from({ length: rings * places }, (_, i) => {
      const weights = new Map<number, number>();
      for (const outwards of points) {
        for (const along of points) {
          // Three halves of a ring wide, two places long; what lies in the middle of it counts most.
          const radius = Math.max(0, Math.min(1, (Math.floor(i / places) + 0.5 + 1.5 * outwards) / rings));
          const angle = (2 * Math.PI * ((i % places) + 2 * along)) / places;
          const weight = (1 - Math.abs(outwards)) * (1 - Math.abs(along));
          addTaps(weights, ((radius * Math.cos(angle) + 1) / 2) * side - 0.5, ((radius * Math.sin(angle) + 1) / 2) * side - 0.5, side, weight);
        }
      }
      const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
      return { cells: Uint16Array.from(weights.keys()), weights: Float64Array.from(weights.values(), (weight) => weight / all) };
    });
  const found = known.get(side) ?? make();
  known.set(side, found);
  return found;
}

/** The four cells around a point, bilinear. */
function addTaps(weights: Map<number, number>, x: number, y: number, side: number, all: number): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const within = (value: number): number => Math.max(0, Math.min(side - 1, value));
  for (const [column, row] of [
    [left, top],
    [left + 1, top],
    [left, top + 1],
    [left + 1, top + 1],
  ] as const) {
    const cell = within(row) * side + within(column);
    weights.set(cell, (weights.get(cell) ?? 0) + all * (1 - Math.abs(x - column)) * (1 - Math.abs(y - row)));
  }
}
