/**
 * Precision against recall of one class in one size class, asked with weights of pictures: 1 each for the corpus itself, how often each
 * was drawn for a resample, 0 and 1 for a slice. What stays the same is prepared once; only sums are made again.
 */
import { positions } from '../../io/typed_arrays.ts';
import { averagePrecision, type CurveRoom, type Runs, roomFor, setObjects } from './coco/average_precision.ts';
import { type AreaRange, type Candidates, mostThresholds, type Outcomes } from './matching.ts';
import type { Groups } from './ranking.ts';

/** Detections of all classes, class by class in falling order of score. */
export interface RankedDetections {
  /** Detections of class c are at `start[c]` to before `start[c + 1]`. */
  readonly start: Uint32Array;
  /** The picture of each. */
  readonly image: Uint32Array;
  /** Its place among those of its picture and class. */
  readonly rank: Uint32Array;
  readonly area: Float64Array;
  /** What can find something of them; the others overlap nothing. */
  readonly candidates: Candidates;
}

/** What is known about all classes in one size class. */
export interface SizeClass extends AreaRange {
  readonly outcomes: Outcomes;
  /** Pictures of the objects that are to be found, by class. */
  readonly objects: Groups;
}

/** What one class reaches, a value a threshold. */
export interface ClassNumbers {
  readonly ap: number[];
  /** Share of the objects that were found. */
  readonly recall: number[];
}

/** One class in one size class. */
export class ClassCurve {
  /** Pictures of the detections that count at some threshold, down to the last right one: below it nothing changes a number. */
  readonly #detected: Uint32Array;
  /** By threshold. */
  readonly #runs: readonly Runs[];
  /** Pictures of the objects that are to be found. */
  readonly #objects: Uint32Array;
  /** As in `MarkRoom`, for slices. */
  readonly #marks: Uint32Array;
  readonly #became: Uint32Array;

  /** @param limit only so many detections of a picture and class take part */
  constructor(ranked: RankedDetections, part: number, size: SizeClass, limit: number, thresholds: number, room: MarkRoom) {
    const marks = mark(ranked, part, size, limit, 2 ** thresholds - 1, room);
    this.#detected = room.detected.slice(0, marks === 0 ? 0 : (room.marks[marks - 1] as number) + 1);
    this.#objects = size.objects.rows.subarray(size.objects.start[part], size.objects.start[part + 1]);
    this.#runs = Array.from({ length: thresholds }, (_, t) => room.runs.slice(0, writeRuns(room, marks, t)));
    this.#marks = room.marks.slice(0, marks);
    this.#became = room.became.slice(0, marks);
  }

  /** What the scratch must have room for. */
  get size(): { readonly detected: number; readonly runs: number } {
    return { detected: this.#detected.length, runs: Math.max(...this.#runs.map(({ length }) => length / 2)) };
  }

  /**
   * @param weights how often each picture counts: whole numbers
   * @returns null where the class has no object to be found: then nothing is defined
   */
  measure(weights: Int32Array, { before, room }: Scratch): ClassNumbers | null {
    const wanted = addUp(this.#objects, weights, before);
    if (wanted === 0) return null;
    addUp(this.#detected, weights, before);
    return this.#walk(wanted, before, room);
  }

  /** The same where every picture counts once: nothing has to be summed. */
  measureAll({ identity, room }: Scratch): ClassNumbers {
    return this.#walk(this.#objects.length, identity, room);
  }

  #walk(wanted: number, before: Int32Array, room: CurveRoom): ClassNumbers {
    setObjects(room, wanted);
    const numbers = emptyNumbers(this.#runs.length);
    for (let t = 0; t < this.#runs.length; t++) {
      const { found, mean } = averagePrecision(this.#runs[t] as Runs, before, room);
      numbers.ap[t] = mean;
      numbers.recall[t] = found / wanted;
    }
    return numbers;
  }

  /** The highest precision at each of COCO's recalls or a higher one, all pictures counting once: their mean is the AP at the threshold. */
  precisions(threshold: number, { identity, room }: Scratch): number[] {
    setObjects(room, this.#objects.length);
    averagePrecision(this.#runs[threshold] as Runs, identity, room);
    return [...room.atRecalls];
  }

  /**
   * The same of a slice of few pictures: what lies in others is left out once, not at each threshold.
   * @param weights 0 or 1
   * @param left where the marks of the slice are put
   */
  measureSlice(weights: Int32Array, scratch: Scratch, left: MarkRoom): ClassNumbers | null {
    const { before } = scratch;
    const wanted = addUp(this.#objects, weights, before);
    if (wanted === 0) return null;
    addUp(this.#detected, weights, before);
    let count = 0;
    for (let i = 0; i < this.#marks.length; i++) {
      const at = this.#marks[i] as number;
      if (before[at] === before[at + 1]) continue;
      left.marks[count] = before[at] as number;
      left.became[count++] = this.#became[i] as number;
    }
    return this.#numbersOf(left, count, wanted, scratch, emptyNumbers(this.#runs.length));
  }

  /**
   * What each picture with objects has alone.
   * @param left as above
   * @param tell what each has, in the order of pictures; it is written over by that of the next one
   */
  measureEach(each: EachRoom, scratch: Scratch, left: MarkRoom, tell: (image: number, numbers: ClassNumbers) => void): void {
    const { wanted, seen, first, last, next, place } = each;
    const numbers = emptyNumbers(this.#runs.length);
    const detected = this.#detected;
    const marks = this.#marks;
    const became = this.#became;
    const objects = this.#objects;
    for (let i = 0; i < objects.length; i++) (wanted[objects[i] as number] as number)++;
    // Marks of each picture in their order, with their places among its detections.
    for (let at = 0, mark = 0; at < detected.length; at++) {
      const image = detected[at] as number;
      if (marks[mark] === at) {
        place[mark] = seen[image] as number;
        next[mark] = -1;
        if (first[image] === -1) first[image] = mark;
        else next[last[image] as number] = mark;
        last[image] = mark++;
      }
      (seen[image] as number)++;
    }
    for (let i = 0; i < objects.length; i++) {
      const image = objects[i] as number;
      if (wanted[image] === 0) continue;
      let count = 0;
      for (let mark = first[image] as number; mark >= 0; mark = next[mark] as number) {
        left.marks[count] = place[mark] as number;
        left.became[count++] = became[mark] as number;
      }
      tell(image, this.#numbersOf(left, count, wanted[image] as number, scratch, numbers));
      wanted[image] = 0;
    }
    seen.fill(0);
    first.fill(-1);
  }

  /** Of the first marks of a room, detections counting once. Where nothing becomes another thing at a threshold, numbers stay. */
  #numbersOf(left: MarkRoom, count: number, wanted: number, scratch: Scratch, numbers: ClassNumbers): ClassNumbers {
    let changes = 0;
    for (let i = 0; i < count; i++) changes |= (left.became[i] as number) ^ ((left.became[i] as number) >>> 1);
    let last = nothingFound;
    for (let t = 0; t < this.#runs.length; t++) {
      if (t === 0 || ((changes >>> (t - 1)) & foundOrAside) !== 0) last = onceCounted(left.runs, writeRuns(left, count, t), wanted, scratch);
      numbers.ap[t] = last.mean;
      numbers.recall[t] = last.found / wanted;
    }
    return numbers;
  }
}

function emptyNumbers(thresholds: number): ClassNumbers {
  return { ap: new Array<number>(thresholds), recall: new Array<number>(thresholds) };
}

/** What a curve finds of detections that count once. Of most pictures and classes it is one run, or nothing: those are walked once each. */
function onceCounted(runs: Runs, length: number, wanted: number, { identity, room, short }: Scratch): ReturnType<typeof averagePrecision> {
  if (length === 0) return nothingFound;
  const from = runs[0] as number;
  const end = runs[1] as number;
  const isShort = length === 2 && from >= 0 && end < shortRun && wanted < fewObjects;
  const place = (wanted * shortRun + from) * shortRun + end;
  const known = isShort ? short[place] : undefined;
  if (known !== undefined) return known;
  setObjects(room, wanted);
  const made = averagePrecision(runs.subarray(0, length), identity, room);
  if (isShort) short[place] = made;
  return made;
}

const nothingFound = { found: 0, mean: 0 };
/** What lies below both is looked up. */
const shortRun = 64;
const fewObjects = 16;

/** Both bits of a threshold. */
const foundOrAside = 1 | (1 << mostThresholds);

/** Room for the longest curve, used again and again. */
export interface Scratch {
  readonly before: Int32Array;
  /** What `before` is where every detection counts once. */
  readonly identity: Int32Array;
  readonly room: CurveRoom;
  /** What single short runs reach, by objects, beginning and end. */
  readonly short: (ReturnType<typeof averagePrecision> | undefined)[];
}

/** What pictures alone are told apart in: entries of pictures are as they were after each curve. */
export interface EachRoom {
  readonly wanted: Uint32Array;
  readonly seen: Uint32Array;
  /** Marks of each picture as a chain; -1: none. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly next: Int32Array;
  readonly place: Uint32Array;
}

export function eachRoomFor(images: number, { marks }: MarkRoom): EachRoom {
  return {
    wanted: new Uint32Array(images),
    seen: new Uint32Array(images),
    first: new Int32Array(images).fill(-1),
    last: new Int32Array(images),
    next: new Int32Array(marks.length),
    place: new Uint32Array(marks.length),
  };
}

export function scratchFor(curves: readonly ClassCurve[], objects: number): Scratch {
  const most = (of: keyof ClassCurve['size']): number => curves.reduce((longest, { size }) => Math.max(longest, size[of]), 0);
  const longest = Math.max(objects, most('detected'));
  return {
    before: new Int32Array(1 + longest),
    identity: Int32Array.from(positions(1 + longest)),
    room: roomFor(most('runs')),
    short: new Array(fewObjects * shortRun ** 2),
  };
}

/** What curves are made in, one after the other. */
export interface MarkRoom {
  /** Pictures of the detections that count at some threshold. */
  readonly detected: Uint32Array;
  /** Positions among them of those that are not wrong at every threshold: most are. */
  readonly marks: Uint32Array;
  /** What became of each of these, as in `Outcomes`. */
  readonly became: Uint32Array;
  readonly runs: Int32Array;
}

export function markRoom({ start }: RankedDetections): MarkRoom {
  let most = 0;
  for (let part = 1; part < start.length; part++) most = Math.max(most, (start[part] as number) - (start[part - 1] as number));
  return { detected: new Uint32Array(most), marks: new Uint32Array(most), became: new Uint32Array(most), runs: new Int32Array(2 * most) };
}

/**
 * Fills the room with the detections of a class.
 * @param every bits of all thresholds
 * @returns how many are marked
 */
function mark(ranked: RankedDetections, part: number, size: SizeClass, limit: number, every: number, room: MarkRoom): number {
  const { image, rank, area, candidates } = ranked;
  const { place, ofClass } = candidates;
  const { low, high, outcomes } = size;
  const { detected, marks, became } = room;
  const end = ranked.start[part + 1] as number;
  let candidate = ofClass[part] as number;
  const endOfCandidates = ofClass[part + 1] as number;
  let [length, count] = [0, 0];
  for (let i = ranked.start[part] as number; i < end; i++) {
    let outcome = 0;
    if (candidate < endOfCandidates && place[candidate] === i) outcome = outcomes[candidate++] as number;
    if ((rank[i] as number) >= limit) continue;
    // What found something has the object's size class, whatever its own area is; else one outside is neither right nor wrong.
    if ((area[i] as number) < low || (area[i] as number) > high) outcome |= (every & ~outcome) << mostThresholds;
    if (outcome >>> mostThresholds === every) continue;
    detected[length] = image[i] as number;
    if (outcome !== 0) {
      marks[count] = length;
      became[count++] = outcome;
    }
    length++;
  }
  return count;
}

/** Writes the runs at a threshold. Returned is how much of the room they take. */
function writeRuns({ marks, became, runs }: MarkRoom, count: number, threshold: number): number {
  let length = 0;
  // After the run that is open; a right detection there makes it longer.
  let next = -1;
  for (let mark = 0; mark < count; mark++) {
    const at = marks[mark] as number;
    const bits = (became[mark] as number) >>> threshold;
    const isAside = ((bits >>> mostThresholds) & 1) === 1;
    if (!isAside && (bits & 1) === 0) continue;
    if (isAside || at !== next) {
      runs[length] = isAside ? -1 - at : at;
      length += 2;
    }
    runs[length - 1] = at + 1;
    next = isAside ? -1 : at + 1;
  }
  return length;
}

/** Sums down to before each picture; returned is that of all. */
function addUp(images: Uint32Array, weights: Int32Array, before: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < images.length; i++) {
    before[i] = sum;
    sum = (sum + (weights[images[i] as number] as number)) | 0;
  }
  before[images.length] = sum;
  return sum;
}
