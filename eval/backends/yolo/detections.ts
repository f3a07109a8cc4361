/** From a model's raw detections to those that count: best class or each class, confidence, non-maximum suppression. float32 as in the original. */
import { type LayoutName, layouts } from './layouts.ts';

/** A detection; corners in pixels of the model's input. */
export interface Detection {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly score: number;
  /** Index of its class. */
  readonly label: number;
  readonly coefficients: Float64Array;
}

export interface Selection {
  /** Scores must be greater. */
  readonly confidence: number;
  /** A box is dropped when it overlaps a better one by more. */
  readonly iou: number;
  readonly maximum: number;
  readonly classAgnostic: boolean;
  /** Each class whose score is great enough makes a detection of its own, as in validation; else only the best class of an item. */
  readonly multiLabel: boolean;
  readonly keeps: (label: number) => boolean;
}

/** One picture's part of the output that holds detections: [fields, items] or [items, fields], as its layout says. */
export interface Raw {
  readonly layout: LayoutName;
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
  readonly classes: number;
}

const { fround } = Math;

/** Ultralytics' bound on what suppression has to look at. */
const maximumCandidates = 30_000;

/** Pixels by which boxes of one class are shifted against those of the class before: Ultralytics' `max_wh`. */
const classShift = 7680;

/** Items and classes whose scores are great enough, in the order of the output. */
export interface Candidates {
  readonly items: readonly number[];
  readonly scores: readonly number[];
  readonly labels: readonly number[];
}

/** Detections, the best first. Equal scores keep the order of the output. Boxes of different classes suppress each other only if class-agnostic. */
export function select(raw: Raw, candidates: Candidates, selection: Selection): Detection[] {
  const { items, scores, labels } = candidates;
  const kept = items.flatMap((_, i) => (selection.keeps(labels[i] as number) ? [i] : []));
  const detect = (i: number): Detection => detectionOf(raw, items[i] as number, scores[i] as number, labels[i] as number);
  // They come chosen, and the best first.
  if (raw.layout === 'rows') return kept.slice(0, selection.maximum).map(detect);
  kept.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  return suppress(kept.slice(0, maximumCandidates).map(detect), selection);
}

export function candidatesOf(raw: Raw, { confidence, multiLabel }: Pick<Selection, 'confidence' | 'multiLabel'>): Candidates {
  if (raw.layout === 'rows') return chosen(raw, confidence);
  if (multiLabel && raw.classes > 1) return eachClass(raw, confidence);
  return bestClass(raw, confidence);
}

/** Where field k of item i is: at k * step.field + i * step.item. */
function stepOf({ layout, rows, columns }: Raw): { readonly field: number; readonly item: number; readonly items: number; readonly fields: number } {
  return layouts[layout].across === 'items'
    ? { field: columns, item: 1, items: columns, fields: rows }
    : { field: 1, item: columns, items: rows, fields: columns };
}

function chosen(raw: Raw, confidence: number): Candidates {
  const { columns, data } = raw;
  const at = (row: number, field: number): number => data[row * columns + field] as number;
  const items = Array.from({ length: raw.rows }, (_, row) => row).filter((row) => at(row, 4) > confidence);
  return { items, scores: items.map((row) => at(row, 4)), labels: items.map((row) => at(row, 5)) };
}

/** The first of equal scores. */
function bestClass(raw: Raw, confidence: number): Candidates {
  const { items: count } = stepOf(raw);
  const best = scoresOf(raw, 0).slice();
  const labelOf = new Int32Array(count);
  for (let label = 1; label < raw.classes; label++) {
    const scores = scoresOf(raw, label);
    for (let i = 0; i < count; i++) {
      if ((scores[i] as number) > (best[i] as number)) {
        best[i] = scores[i] as number;
        labelOf[i] = label;
      }
    }
  }
  const items: number[] = [];
  for (let i = 0; i < count; i++) if ((best[i] as number) > confidence) items.push(i);
  return { items, scores: items.map((i) => best[i] as number), labels: items.map((i) => labelOf[i] as number) };
}

function eachClass(raw: Raw, confidence: number): Candidates {
  const found: (readonly [item: number, label: number, score: number])[] = [];
  for (let label = 0; label < raw.classes; label++) {
    scoresOf(raw, label).forEach((score, item) => {
      if (score > confidence) found.push([item, label, score]);
    });
  }
  found.sort(([a, first], [b, second]) => a - b || first - second);
  return { items: found.map(([item]) => item), scores: found.map(([, , score]) => score), labels: found.map(([, label]) => label) };
}

/** A class's score of each item: what the output says, or that times the item's objectness. Maybe a view. */
function scoresOf(raw: Raw, label: number): Float32Array {
  const { layout, data } = raw;
  const { field, item, items } = stepOf(raw);
  const { before } = layouts[layout];
  const first = (layout === 'objectness_only' ? 4 : before + label) * field;
  if (item === 1) return data.subarray(first, first + items);
  const scores = new Float32Array(items);
  for (let i = 0; i < items; i++) scores[i] = data[first + i * item] as number;
  if (layout === 'objectness') for (let i = 0; i < items; i++) (scores[i] as number) *= data[4 * field + i * item] as number;
  return scores;
}

/** A score of any item, found or not, that is below a limit: what a sigmoid gives never is. */
export function scoreBelow(raw: Raw, limit: number): number | undefined {
  const { layout, data, classes } = raw;
  const { field, item, items } = stepOf(raw);
  for (let k = 4; k < layouts[layout].before + classes; k++) {
    for (let i = 0; i < items; i++) if ((data[k * field + i * item] as number) < limit) return data[k * field + i * item];
  }
  return undefined;
}

export type Box = readonly [x1: number, y1: number, x2: number, y2: number];

/** Corners in pixels of the model's input. */
export function boxOf(raw: Raw, item: number): Box {
  const { data } = raw;
  const { field, item: step } = stepOf(raw);
  const at = item * step;
  const [a, b, c, d] = [data[at] as number, data[at + field] as number, data[at + 2 * field] as number, data[at + 3 * field] as number];
  return raw.layout === 'rows' ? [a, b, c, d] : [fround(a - c / 2), fround(b - d / 2), fround(a + c / 2), fround(b + d / 2)];
}

function detectionOf(raw: Raw, item: number, score: number, label: number): Detection {
  const [x1, y1, x2, y2] = boxOf(raw, item);
  const { field, item: step, fields } = stepOf(raw);
  const behind = layouts[raw.layout].fields(raw.classes);
  const coefficients = Float64Array.from({ length: fields - behind }, (_, k) => raw.data[(behind + k) * field + item * step] as number);
  return { x1, y1, x2, y2, score, label, coefficients };
}

/** Greedy: the best box stays, boxes that overlap it by more than the limit go, and so on. Input and result best first. */
function suppress(detections: readonly Detection[], { iou, maximum, classAgnostic }: Selection): Detection[] {
  const kept: Detection[] = [];
  const boxes: Shifted[] = [];
  for (const detection of detections) {
    if (kept.length === maximum) break;
    const box = shifted(detection, classAgnostic ? 0 : detection.label * classShift);
    if (boxes.some((better) => overlap(better, box) > iou)) continue;
    kept.push(detection);
    boxes.push(box);
  }
  return kept;
}

interface Shifted extends Pick<Detection, 'x1' | 'y1' | 'x2' | 'y2'> {
  readonly area: number;
}

/** Far from the boxes of other classes; the shift costs digits, which decides when two boxes overlap by the limit itself. */
function shifted(detection: Detection, by: number): Shifted {
  const [x1, y1] = [fround(detection.x1 + by), fround(detection.y1 + by)];
  const [x2, y2] = [fround(detection.x2 + by), fround(detection.y2 + by)];
  return { x1, y1, x2, y2, area: fround(fround(x2 - x1) * fround(y2 - y1)) };
}

function overlap(a: Shifted, b: Shifted): number {
  const width = fround(Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1));
  const height = fround(Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1));
  if (width <= 0 || height <= 0) return 0;
  const both = fround(width * height);
  return fround(both / fround(fround(a.area + b.area) - both));
}
