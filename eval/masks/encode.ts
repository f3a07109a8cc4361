/** Pixels to runs and back. Pixels are row-major, runs column-major. */

import { grown, pixelCount, type Runs } from './run_length.ts';

/**
 * Runs of a row-major mask, non-zero = foreground.
 * @example encodeMask(Uint8Array.of(0, 1, 0, 1), 2, 2) // counts 2, 2: the right column
 */
export function encodeMask(mask: Uint8Array, height: number, width: number): Runs {
  return encodeThreshold(mask, height, width, 1);
}

/**
 * Runs of the pixels with value >= threshold in a row-major 8-bit image.
 *
 * A run ends where a pixel and the one above it differ, so the rows are compared from top to bottom, eight pixels at
 * a time, and the changes are put in column order by counting: memory is read once and in sequence, which a walk down the
 * columns of row-major pixels is not.
 */
export function encodeThreshold(values: Uint8Array, height: number, width: number, threshold: number): Runs {
  const pixels = pixelCount(height, width);
  if (values.length !== pixels) throw new RangeError(`${values.length} values for ${height} x ${width} pixels`);
  const stride = Math.ceil(width / 8) * 8;
  const bytes = alignedRows(values, height, width, stride);
  const words = new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);

  // Changes in row-major order, as places in `bytes`, and how many each column has.
  let changes = new Uint32Array(4 * stride);
  let found = 0;
  const columnEnd = new Uint32Array(width);
  let above = false;
  for (let x = 0; x < width; x++) {
    // The pixel before the top of a column is the bottom of the column to the left.
    if ((bytes[x] as number) >= threshold !== above) {
      changes[found++] = x;
      (columnEnd[x] as number)++;
    }
    above = (bytes[(height - 1) * stride + x] as number) >= threshold;
  }
  const wordsPerRow = stride / 8;
  for (let word = nextChangedWord(words, wordsPerRow, wordsPerRow); word < words.length; word = nextChangedWord(words, word + 1, wordsPerRow)) {
    if (found + 8 > changes.length) changes = grown(changes, 2 * changes.length);
    for (let at = 8 * word; at < 8 * word + 8; at++) {
      if ((bytes[at] as number) >= threshold !== (bytes[at - stride] as number) >= threshold) {
        changes[found++] = at;
        (columnEnd[at % stride] as number)++;
      }
    }
  }
  return { height, width, counts: countsOfChanges(columnOrder(changes.subarray(0, found), columnEnd, height, stride), pixels) };
}

/** First word from `from` on that differs from the one above it; the number of words when there is none. */
function nextChangedWord(words: BigInt64Array, from: number, wordsPerRow: number): number {
  let word = from;
  while (word < words.length && words[word] === words[word - wordsPerRow]) word++;
  return word;
}

/** Pixels whose rows start at whole 64-bit words: the given ones where that is so, else a copy with padded rows. */
function alignedRows(values: Uint8Array, height: number, width: number, stride: number): Uint8Array {
  if (stride === width && values.byteOffset % 8 === 0) return values;
  const padded = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) padded.set(values.subarray(y * width, (y + 1) * width), y * stride);
  return padded;
}

/** Places y * stride + x in row order to positions x * height + y in column order (counting sort by x). */
function columnOrder(changes: Uint32Array, columnEnd: Uint32Array, height: number, stride: number): Uint32Array {
  let start = 0;
  for (let x = 0; x < columnEnd.length; x++) {
    const changesInColumn = columnEnd[x] as number;
    columnEnd[x] = start;
    start += changesInColumn;
  }
  const ordered = new Uint32Array(changes.length);
  for (let i = 0; i < changes.length; i++) {
    const y = Math.floor((changes[i] as number) / stride);
    const x = (changes[i] as number) - y * stride;
    ordered[(columnEnd[x] as number)++] = x * height + y;
  }
  return ordered;
}

/** Positions where the mask changes, to the lengths between them. */
function countsOfChanges(positions: Uint32Array, pixels: number): Uint32Array {
  const counts = new Uint32Array(positions.length + 1);
  let previous = 0;
  for (let i = 0; i < positions.length; i++) {
    counts[i] = (positions[i] as number) - previous;
    previous = positions[i] as number;
  }
  counts[positions.length] = pixels - previous;
  return counts;
}

/** Row-major pixels, 1 = foreground, 0 = background. */
export function decodeRuns(runs: Runs): Uint8Array {
  const { height, width, counts } = runs;
  const mask = new Uint8Array(height * width);
  let start = 0;
  for (let i = 1; i < counts.length; i += 2) {
    start += counts[i - 1] as number;
    const end = start + (counts[i] as number);
    let x = Math.floor(start / height);
    let y = start - x * height;
    for (let position = start; position < end; position++) {
      mask[y * width + x] = 1;
      if (++y === height) {
        y = 0;
        x++;
      }
    }
    start = end;
  }
  return mask;
}
