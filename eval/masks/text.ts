/**
 * COCO's text form of run lengths. From the fourth run on, the difference to the run two places before is written. A
 * number is cut into groups of 5 bits, low ones first, in two's complement; a group is one character: its value, plus 32
 * where more groups follow, plus 48.
 */
import type { RleText } from '../contracts/common.ts';
import { InputError } from '../errors/errors.ts';
import { canonical, pixelCount, type Runs } from './run_length.ts';

/** Six groups hold every difference of a mask that pixelCount accepts. */
const maximumBits = 30;

export function toText(runs: Runs): RleText {
  const { height, width, counts } = runs;
  const characters = Buffer.allocUnsafe((counts.length * maximumBits) / 5);
  let length = 0;
  for (let i = 0; i < counts.length; i++) {
    let value = i > 2 ? (counts[i] as number) - (counts[i - 2] as number) : (counts[i] as number);
    for (;;) {
      const group = value & 31;
      value >>= 5;
      // The sign is the group's highest bit; the rest is left out once it only repeats it.
      if (value === ((group & 16) === 0 ? 0 : -1)) {
        characters[length++] = group + 48;
        break;
      }
      characters[length++] = group + 80;
    }
  }
  return { size: [height, width], counts: characters.toString('latin1', 0, length) };
}

/**
 * Runs of a mask in text form. Empty runs are kept.
 * @throws InputError EV1201 size, EV1202 text that is no run lengths, EV1203 runs that do not sum to height * width
 */
export function fromText(text: RleText, location = 'mask'): Runs {
  const [height, width] = text.size;
  const pixels = pixelCount(height, width, location);
  const characters = text.counts;
  const counts = new Uint32Array(characters.length);
  let length = 0;
  let total = 0;
  for (let at = 0; at < characters.length; ) {
    let value = 0;
    let bits = 0;
    let group = 0;
    do {
      group = characters.charCodeAt(at++) - 48;
      if (!(group >= 0 && group < 64) || bits === maximumBits) throw malformed(characters, at - 1, location);
      value |= (group & 31) << bits;
      bits += 5;
    } while (group >= 32);
    // Extends the sign from the highest bit of the last group.
    value = (value << (32 - bits)) >> (32 - bits);
    if (length > 2) value += counts[length - 2] as number;
    total += value;
    if (value < 0) throw negative(value, length, location);
    if (total > pixels) break;
    counts[length++] = value;
  }
  if (total !== pixels) throw wrongSum(total, height, width, location);
  return { height, width, counts: counts.slice(0, length) };
}

/**
 * Runs of a mask in COCO's uncompressed form, a list of lengths.
 * @throws InputError EV1201 size, EV1202 a length that is no whole number or negative, EV1203 wrong sum
 */
export function fromCounts(counts: readonly number[], size: readonly [height: number, width: number], location = 'mask'): Runs {
  const [height, width] = size;
  const pixels = pixelCount(height, width, location);
  let total = 0;
  counts.forEach((count, i) => {
    if (!Number.isInteger(count)) {
      throw new InputError({ code: 'EV1202', location, message: `run ${i} is not a whole number`, got: String(count) });
    }
    if (count < 0) throw negative(count, i, location);
    total += count;
  });
  if (total !== pixels) throw wrongSum(total, height, width, location);
  return { height, width, counts: Uint32Array.from(counts) };
}

function malformed(characters: string, at: number, location: string): InputError {
  if (at >= characters.length) {
    return new InputError({ code: 'EV1202', location, message: 'the run lengths end inside a number', got: characters.slice(-12) });
  }
  const code = characters.charCodeAt(at);
  const character = JSON.stringify(characters[at]);
  return new InputError(
    code < 48 || code > 111
      ? { code: 'EV1202', location, message: `character ${at} of the run lengths is not of their alphabet`, got: character, expected: '"0" to "o"' }
      : { code: 'EV1202', location, message: `the number before character ${at} of the run lengths is too long`, expected: 'at most 6 characters' },
  );
}

function negative(value: number, run: number, location: string): InputError {
  return new InputError({ code: 'EV1202', location, message: `run ${run} has a negative length`, got: String(value) });
}

/** EV1203. */
export function wrongSum(total: number, height: number, width: number, location: string): InputError {
  return new InputError({
    code: 'EV1203',
    location,
    message: `the runs of a ${height} x ${width} mask do not cover it`,
    got: total > height * width ? `more than ${height * width} pixels` : `${total} pixels`,
    expected: `${height * width} pixels`,
  });
}

/** Equal masks get equal text. @throws InputError EV1201 to EV1203 */
export function canonicalText(mask: RleText, location: string): RleText {
  return toText(canonical(fromText(mask, location)));
}
