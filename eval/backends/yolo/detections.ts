/** From a model's raw detections to those that count: best class, confidence, non-maximum suppression. */

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
  readonly keeps: (label: number) => boolean;
}

/** Ultralytics' bound on what suppression has to look at. */
const maximumCandidates = 30_000;

/**
 * Detections of [4 + classes + coefficients, anchors], best first. One class an anchor: the first of equal scores. Equal
 * scores keep the order of their anchors. Boxes of different classes suppress each other only if class-agnostic.
 */
export function selectFromAnchors(data: Float32Array, classes: number, anchors: number, selection: Selection): Detection[] {
  const best = data.slice(4 * anchors, 5 * anchors);
  const labels = new Int32Array(anchors);
  for (let label = 1; label < classes; label++) {
    const scores = data.subarray((4 + label) * anchors, (5 + label) * anchors);
    for (let i = 0; i < anchors; i++) {
      if ((scores[i] as number) > (best[i] as number)) {
        best[i] = scores[i] as number;
        labels[i] = label;
      }
    }
  }
  const candidates: number[] = [];
  for (let i = 0; i < anchors; i++) if ((best[i] as number) > selection.confidence && selection.keeps(labels[i] as number)) candidates.push(i);
  candidates.sort((a, b) => (best[b] as number) - (best[a] as number) || a - b);
  const value = (row: number, anchor: number): number => data[row * anchors + anchor] as number;
  const coefficients = data.length / anchors - 4 - classes;
  const detections = candidates.slice(0, maximumCandidates).map((anchor) => {
    const [x, y, w, h] = [value(0, anchor), value(1, anchor), value(2, anchor), value(3, anchor)];
    return {
      x1: x - w / 2,
      y1: y - h / 2,
      x2: x + w / 2,
      y2: y + h / 2,
      score: best[anchor] as number,
      label: labels[anchor] as number,
      coefficients: Float64Array.from({ length: coefficients }, (_, k) => value(4 + classes + k, anchor)),
    };
  });
  return suppress(detections, selection);
}

/** Detections of [rows, 6 + coefficients], best first as the model gives them; it has suppressed already. */
export function selectFromRows(data: Float32Array, rows: number, selection: Selection): Detection[] {
  const columns = data.length / rows;
  const detections: Detection[] = [];
  for (let row = 0; row < rows && detections.length < selection.maximum; row++) {
    const [x1, y1, x2, y2, score, label] = data.subarray(row * columns, row * columns + 6) as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (score > selection.confidence && selection.keeps(label)) {
      detections.push({ x1, y1, x2, y2, score, label, coefficients: Float64Array.from(data.subarray(row * columns + 6, (row + 1) * columns)) });
    }
  }
  return detections;
}

/** Greedy: the best box stays, boxes that overlap it by more than the limit go, and so on. Input and result best first. */
function suppress(detections: readonly Detection[], { iou, maximum, classAgnostic }: Selection): Detection[] {
  const kept: Detection[] = [];
  for (const detection of detections) {
    if (kept.length === maximum) break;
    if (!kept.some((better) => (classAgnostic || better.label === detection.label) && overlap(better, detection) > iou)) kept.push(detection);
  }
  return kept;
}

function overlap(a: Detection, b: Detection): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / ((a.x2 - a.x1) * (a.y2 - a.y1) + (b.x2 - b.x1) * (b.y2 - b.y1) - both);
}
