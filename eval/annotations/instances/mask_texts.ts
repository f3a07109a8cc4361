/** Run-length texts of many masks in one array of bytes, decoded one after the other into scratch: no mask is an object. */
import { fromText } from '../../masks/text.ts';

/** Texts as they stand in JSON: a backslash is written twice. Text i lies from `start[i]` to before `end[i]`; an empty one is an empty mask. */
export interface MaskTexts {
  readonly bytes: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/** Texts that lie in a file, or do not. */
export function maskTexts(texts: readonly string[]): MaskTexts {
  const escaped = texts.map((text) => Buffer.from(text.replaceAll('\\', '\\\\'), 'latin1'));
  const [start, end] = [new Uint32Array(texts.length), new Uint32Array(texts.length)];
  let at = 0;
  for (const [i, { length }] of escaped.entries()) {
    start[i] = at;
    at += length;
    end[i] = at;
  }
  return { bytes: Buffer.concat(escaped), start, end };
}

/** Runs of the masks of one picture, one after the other. */
export class RunsScratch {
  /** Lengths of runs, beginning with background. */
  runs = new Uint32Array(4096);
  /** After the last run. */
  length = 0;
  /** Of the mask that was decoded last: foreground pixels, the first of them, and the one after the last. */
  area = 0;
  from = 0;
  to = 0;

  /**
   * Appends the runs of text i.
   * @throws InputError EV1202, EV1203 where the text is not the runs of such a mask
   */
  decode(texts: MaskTexts, i: number, height: number, width: number, location: (row: number) => string): void {
    const { bytes, start, end } = texts;
    const first = start[i] as number;
    const last = end[i] as number;
    if (this.length + last - first > this.runs.length) this.#grow(last - first);
    const runs = this.runs;
    const begin = this.length;
    let to = begin;
    // The run before, and that before it: differences begin at the fourth run, so that nothing is added to the third.
    let previous = 0;
    let base = 0;
    // Pixels of the runs of this colour, and of the other one.
    let alike = 0;
    let other = 0;
    let signs = 0;
    for (let at = first; at < last; ) {
      let group = (bytes[at++] as number) - 48;
      let value = (group << 27) >> 27;
      // Most numbers are of one group.
      if ((group & ~31) !== 0) {
        value = 0;
        let bits = 0;
        at--;
        do {
          const byte = bytes[at++] as number;
          if (byte === 0x5c) at++;
          group = byte - 48;
          if (group < 0 || group > 63 || bits === 30 || at > last) throw malformed(texts, i, height, width, location(i));
          value |= (group & 31) << bits;
          bits += 5;
        } while (group >= 32);
        value = (value << (32 - bits)) >> (32 - bits);
      }
      value += base;
      base = previous;
      previous = to === begin ? 0 : value;
      signs |= value;
      const sum = alike + value;
      alike = other;
      other = sum;
      runs[to++] = value;
    }
    if (signs < 0 || (alike + other !== height * width && last > first)) throw malformed(texts, i, height, width, location(i));
    this.length = to;
    this.area = (to - begin) % 2 === 0 ? other : alike;
    this.#bound(begin, height * width);
  }

  /** Finds the first and the last pixel of foreground; runs may be empty. */
  #bound(begin: number, pixels: number): void {
    this.from = 0;
    this.to = pixels;
    if (this.area === 0) return;
    const { runs, length } = this;
    let first = begin;
    this.from = runs[first] as number;
    for (; runs[first + 1] === 0; first += 2) this.from += runs[first + 2] as number;
    let end = length - ((length - begin) % 2);
    if (end < length) this.to -= runs[end] as number;
    for (; runs[end - 1] === 0; end -= 2) this.to -= runs[end - 2] as number;
  }

  #grow(more: number): void {
    const longer = new Uint32Array(2 * this.runs.length + more);
    longer.set(this.runs);
    this.runs = longer;
  }
}

/** The error that reading the same text alone gives. */
function malformed({ bytes, start, end }: MaskTexts, i: number, height: number, width: number, location: string): Error {
  const text = Buffer.from(bytes.subarray(start[i], end[i])).toString('latin1').replaceAll('\\\\', '\\');
  fromText({ size: [height, width], counts: text }, location);
  return new RangeError(`${location}: a text is malformed in one reading and not in another`);
}
