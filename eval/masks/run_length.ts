/**
 * Binary masks as COCO run lengths: the pixels of a height x width mask, read down the columns from the left, as
 * alternating runs of background and foreground. The first run is background and may be empty.
 */
import { InputError } from '../errors/errors.ts';

export interface Runs {
  readonly height: number;
  readonly width: number;
  /** Lengths in pixels; they sum to height * width. Even places are background, odd places foreground. */
  readonly counts: Uint32Array;
}

/** Below this many pixels a run, and the difference of two runs, fits 30 bits: 32-bit arithmetic never overflows. */
export const maximumPixels = 2 ** 29 - 1;

/** height * width. @throws InputError EV1201 when a side is no positive integer or the mask is too large */
export function pixelCount(height: number, width: number, location = 'mask'): number {
  const pixels = height * width;
  if (Number.isInteger(height) && Number.isInteger(width) && height > 0 && width > 0 && pixels <= maximumPixels) return pixels;
  throw new InputError({
    code: 'EV1201',
    location,
    message: 'the size of a mask is not usable',
    got: `${height} x ${width}`,
    expected: `positive whole numbers, at most ${maximumPixels} pixels together`,
  });
}

/** Collects foreground runs in order of their start and joins those that touch or overlap. */
export class RunsBuilder {
  #counts = new Uint32Array(128);
  #length = 0;
  #end = 0;

  /** Foreground from position `start` to before `end`, column-major; `start` must not be before an earlier start. */
  append(start: number, end: number): void {
    if (end <= start) return;
    if (this.#length > 0 && start <= this.#end) {
      if (end <= this.#end) return;
      (this.#counts[this.#length - 1] as number) += end - this.#end;
    } else {
      this.#push(start - this.#end);
      this.#push(end - start);
    }
    this.#end = end;
  }

  /** The mask in canonical form: no empty run but, where the first pixel is foreground, the first. */
  finish(height: number, width: number): Runs {
    const rest = height * width - this.#end;
    if (rest > 0) this.#push(rest);
    return { height, width, counts: this.#counts.slice(0, this.#length) };
  }

  #push(count: number): void {
    if (this.#length === this.#counts.length) this.#counts = grown(this.#counts, this.#length * 2);
    this.#counts[this.#length++] = count;
  }
}

/** A longer copy. */
export function grown(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(length);
  longer.set(array);
  return longer;
}

/** The same mask without empty runs (but for the first): equal masks have equal canonical runs. */
export function canonical(runs: Runs): Runs {
  const { height, width, counts } = runs;
  if (counts.indexOf(0, 1) < 0) return runs;
  const builder = new RunsBuilder();
  let start = 0;
  for (let i = 1; i < counts.length; i += 2) {
    start += counts[i - 1] as number;
    builder.append(start, start + (counts[i] as number));
    start += counts[i] as number;
  }
  return builder.finish(height, width);
}
