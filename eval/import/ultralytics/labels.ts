/** Label files of YOLO: one object a line, its class index and the corners of one closed outline, or of detection sets a box. */

import { InputError, type Problem } from '../../errors/errors.ts';
import { isDecimal } from '../../io/decimal.ts';

export interface LabelledObject {
  readonly name: string;
  /** x1, y1, x2, y2, … as shares of width and height; of a box, when boxes are wanted, the centre's x and y, width and height. */
  readonly outline: readonly number[];
  /** `file:line` */
  readonly location: string;
}

/** Tools draw over the edge and writers round: what lies this far outside is moved onto the border, as Ultralytics' loader does. */
const tolerance = 0.01;

/**
 * Objects of a label file; an empty file has none.
 * @param names classes by index
 * @param boxes whether a row of four numbers is a box: boxes say nothing about masks
 * @throws InputError EV1022 a box instead of an outline, EV1023 a malformed line, EV1024 an unknown class; all of them
 */
export function readLabels(text: string, location: string, names: ReadonlyMap<number, string>, boxes = false): LabelledObject[] {
  const problems: Problem[] = [];
  const objects: LabelledObject[] = [];
  text.split('\n').forEach((line, i) => {
    const words = [...line.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: `${location}:${i + 1}:${match.index + 1}` }));
    const first = words[0];
    if (first === undefined) return;
    const flaws = flawsOf(words, `${location}:${i + 1}`, names, boxes);
    const name = names.get(Number(first.text));
    problems.push(...flaws);
    if (flaws.length > 0 || name === undefined) return;
    const outline = words.slice(1).map(({ text: word }) => Math.min(Math.max(Number(word), 0), 1));
    objects.push({ name, outline, location: `${location}:${i + 1}` });
  });
  if (problems.length > 0) throw new InputError(problems);
  return objects;
}

function flawsOf(words: readonly { text: string; at: string }[], line: string, names: ReadonlyMap<number, string>, boxes: boolean): Problem[] {
  const noNumbers = words.filter(({ text }) => !isDecimal(text));
  if (noNumbers.length > 0) return noNumbers.map(({ text, at }) => ({ code: 'EV1023', location: at, message: 'not a number', got: text }));
  const flaws: Problem[] = [];
  const [first, ...corners] = words;
  if (first !== undefined && !names.has(Number(first.text))) {
    const expected = [...names].map(([index, name]) => `${index} (${name})`).join(', ');
    flaws.push({ code: 'EV1024', location: first.at, message: 'the class index is not among the names of the dataset', got: first.text, expected });
  }
  const outline = 'class x1 y1 x2 y2 x3 y3 …';
  if (words.length === 5 && !boxes) {
    const message = 'the row is a box of a detection dataset: it says nothing about the mask';
    flaws.push({ code: 'EV1022', location: line, message, expected: outline });
  } else if (words.length !== 5 && (corners.length < 6 || corners.length % 2 !== 0)) {
    const message = `${words.length} numbers are not a class and three or more corners`;
    flaws.push({ code: 'EV1023', location: line, message, expected: outline });
  }
  const outside = corners.filter(({ text }) => !(Number(text) >= -tolerance && Number(text) <= 1 + tolerance));
  const [message, expected] = ['the coordinate lies outside the picture', 'a share of the width or height, 0 to 1'];
  return [...flaws, ...outside.map(({ text, at }): Problem => ({ code: 'EV1023', location: at, message, got: text, expected }))];
}
