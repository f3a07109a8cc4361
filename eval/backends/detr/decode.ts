/** From what a detection transformer gives to detections on the photo. */
import type { Size } from '../../image/raster.ts';
import type { FloatTensor } from '../session.ts';
import type { Activation } from './families.ts';

export interface DetrDetection {
  /** Index of its class. */
  readonly label: number;
  readonly score: number;
  /** Left, top, right, bottom in pixels of the photo; not cut at its edges. */
  readonly corners: readonly [number, number, number, number];
}

export interface Choice {
  /** Scores must be greater. */
  readonly confidence: number;
  /** The best so many remain. */
  readonly maximum: number;
  readonly activation: Activation;
}

/** Labels, boxes and scores, one each a detection, as the model has chosen them. */
export function ofChosen(labels: FloatTensor, boxes: FloatTensor, scores: FloatTensor, choice: Choice): DetrDetection[] {
  const found = Array.from({ length: scores.data.length }, (_, i) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.data.subarray(4 * i, 4 * i + 4);
    return {
      label: labels.data[i] as number,
      score: activated(scores.data[i] as number, choice.activation),
      corners: [left, top, right, bottom] as const,
    };
  });
  return best(found, choice);
}

/**
 * Whether rows end in score and class, in place of the scores of all classes; undefined where they are neither. Of two classes both are six numbers: then
 * the last is a class where it is whole in each row. Exports of one line have been either, with the version that made them.
 */
export function areChosen({ dims, data }: FloatTensor, classes: number): boolean | undefined {
  const columns = dims.at(-1) ?? 0;
  if (columns !== 6) return columns === 4 + classes ? false : undefined;
  for (let at = 5; classes === 2 && at < data.length; at += columns) if (!Number.isInteger(data[at])) return false;
  return true;
}

/**
 * @param isChosen rows of box, score and class; else of box and the scores of the classes, of which the best counts, the first of equal ones
 */
export function ofRows({ dims, data }: FloatTensor, isChosen: boolean, photo: Size, choice: Choice): DetrDetection[] {
  const columns = dims.at(-1) ?? 0;
  const found = Array.from({ length: dims.at(-2) ?? 0 }, (_, i) => {
    const row = data.subarray(i * columns, (i + 1) * columns);
    const scores = row.subarray(4);
    const label = isChosen ? (row[5] as number) : firstBest(scores);
    return { label, score: activated(scores[isChosen ? 0 : label] as number, choice.activation), corners: cornersOf(row, 0, photo) };
  });
  return best(found, choice);
}

/** Boxes [queries, 4] and scores [queries, classes]: each class of each query is a detection, the best remain. */
export function ofQueries(boxes: FloatTensor, scores: FloatTensor, photo: Size, choice: Choice): DetrDetection[] {
  const classes = scores.dims.at(-1) ?? 0;
  const { data } = scores;
  const found: DetrDetection[] = [];
  for (let i = 0; i < data.length; i++) {
    const score = activated(data[i] as number, choice.activation);
    if (score > choice.confidence) found.push({ label: i % classes, score, corners: cornersOf(boxes.data, 4 * Math.floor(i / classes), photo) });
  }
  return best(found, choice);
}

function activated(value: number, activation: Activation): number {
  return activation === 'sigmoid' ? Math.fround(1 / (1 + Math.exp(-value))) : value;
}

/** Centre and size in shares of the photo. */
function cornersOf(data: Float32Array, at: number, { width, height }: Size): DetrDetection['corners'] {
  const [x = 0, y = 0, w = 0, h = 0] = data.subarray(at, at + 4);
  return [(x - w / 2) * width, (y - h / 2) * height, (x + w / 2) * width, (y + h / 2) * height];
}

function firstBest(scores: Float32Array): number {
  let label = 0;
  for (let i = 1; i < scores.length; i++) if ((scores[i] as number) > (scores[label] as number)) label = i;
  return label;
}

/** Equal scores keep their order. */
function best(detections: readonly DetrDetection[], { confidence, maximum }: Choice): DetrDetection[] {
  return detections
    .filter(({ score }) => score > confidence)
    .sort((a, b) => b.score - a.score)
    .slice(0, maximum);
}
