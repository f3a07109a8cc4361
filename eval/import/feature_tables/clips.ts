/** Frames put together to clips. */
import type { Problems } from '../../errors/errors.ts';
import { byNumber } from '../../io/order.ts';
import type { Frame } from './frames.ts';

/** A clip as every form of source ends up: its frames in order. */
export interface Clip {
  readonly name: string;
  readonly source: string;
  /** Names of the features, sorted: neither the order of columns nor that of an option changes a corpus. */
  readonly names: readonly string[];
  /** One row a frame, in the order of `names`. */
  readonly rows: readonly (readonly number[])[];
  /** One target a frame. */
  readonly targets: readonly number[];
  /** Its value in each slice dimension, the empty text for none. */
  readonly slices: ReadonlyMap<string, string>;
}

/**
 * Clips in the order in which they first appear; frames by number. All clips begin with the table's lowest frame number.
 *
 * Problems: EV1404 a frame twice, EV1405 frames that are missing, EV1406 a clip of two sources, EV1407 a clip in two slices
 * of one dimension
 *
 * @param complete whether every row of the table is among the frames; else none can be told to be missing
 */
export function clipsOf(frames: readonly Frame[], names: readonly string[], complete: boolean, problems: Problems): Clip[] {
  const lowest = frames.reduce((least, { number }) => Math.min(least, number), Infinity);
  return [...Map.groupBy(frames, ({ clip }) => clip)].flatMap(([name, given]) => {
    const [first, ...others] = given;
    if (first === undefined) return [];
    checkSource(first, others, problems);
    checkSlices(first, others, problems);
    const ordered = inOrder(given, problems);
    if (complete) checkGaps(ordered, lowest, problems);
    const { source, slices } = first;
    return { name, source, names, rows: ordered.map(({ features }) => features), targets: ordered.map(({ target }) => target), slices };
  });
}

function checkSource(first: Frame, others: readonly Frame[], problems: Problems): void {
  const other = others.find(({ source }) => source !== first.source);
  if (other === undefined) return;
  const message = `clip ${first.clip} is of source ${other.source} here and of ${first.source} at ${first.location}`;
  problems.add({ code: 'EV1406', location: other.location, message });
}

function checkSlices(first: Frame, others: readonly Frame[], problems: Problems): void {
  for (const [column, value] of first.slices) {
    const other = others.find(({ slices }) => slices.get(column) !== value);
    if (other === undefined) continue;
    const message = `${column} of clip ${first.clip} is "${other.slices.get(column)}" here and "${value}" at ${first.location}`;
    problems.add({ code: 'EV1407', location: other.location, message });
  }
}

/** By number, each once. */
function inOrder(frames: readonly Frame[], problems: Problems): Frame[] {
  const byFrame = new Map<number, Frame>();
  for (const frame of frames) {
    const other = byFrame.get(frame.number);
    if (other === undefined) byFrame.set(frame.number, frame);
    else {
      const message = `clip ${frame.clip} has frame ${frame.number} already, at ${other.location}`;
      problems.add({ code: 'EV1404', location: frame.location, message });
    }
  }
  return [...byFrame.values()].sort((a, b) => byNumber(a.number, b.number));
}

/** Told at the frame behind each gap. */
function checkGaps(frames: readonly Frame[], lowest: number, problems: Problems): void {
  frames.forEach(({ clip, number, location }, i) => {
    const expected = (frames[i - 1]?.number ?? lowest - 1) + 1;
    if (number === expected) return;
    const missing = number - expected === 1 ? `frame ${expected} is` : `frames ${expected} to ${number - 1} are`;
    problems.add({ code: 'EV1405', location, message: `clip ${clip}: ${missing} missing before frame ${number}` });
  });
}
