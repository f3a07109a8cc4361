import { InputError } from '../errors/errors.ts';
import { encodeMask } from './encode.ts';
import { pixelCount, type Runs } from './run_length.ts';
import { wrongSum } from './text.ts';

/**
 * Runs of a mask that is written along its rows: decimal lengths with commas between, background first. An empty run
 * only changes the colour.
 * @example fromRowMajor('0,3,61', [8, 8]) // the first three pixels of the top row
 * @throws InputError EV1201 size, EV1202 anything but whole numbers and commas, EV1203 runs that do not sum to height * width
 */
export function fromRowMajor(text: string, size: readonly [height: number, width: number], location = 'mask'): Runs {
  const [height, width] = size;
  const pixels = pixelCount(height, width, location);
  const words = text.split(',');
  const junk = words.findIndex((word) => !/^\d+$/.test(word));
  if (junk >= 0) {
    const cure = 'Write the lengths along the rows as whole numbers with commas between, background first.';
    throw new InputError({ code: 'EV1202', location, message: `run ${junk} is not a whole number`, got: JSON.stringify(words[junk]), cure });
  }
  const counts = words.map(Number);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total !== pixels) throw wrongSum(total, height, width, location);
  const mask = new Uint8Array(pixels);
  let start = 0;
  counts.forEach((count, i) => {
    mask.fill(i % 2, start, start + count);
    start += count;
  });
  return encodeMask(mask, height, width);
}
