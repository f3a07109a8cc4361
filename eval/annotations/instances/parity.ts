import { sum } from '../../stats/sum.ts';
import { defineParity } from '../parity.ts';
import { boxAt, type InstancesPrediction } from './schema.ts';

export const instancesParity = defineParity('instances', [
  {
    id: 'parity_boxes',
    title: 'Parity of boxes',
    summary:
      'Detections of one class are paired by overlap, the best pair first. Twice the sum over pairs of overlap (IoU) times the smaller score, over the sum of all scores ' +
      'of both: a box that moved, a score that fell, a class that changed and a box without a partner all lower it, each as much as it is sure. 1 where neither detects anything.',
    agree(a, b) {
      const total = sum([...a.scores, ...b.scores].map(weight));
      if (total === 0) return Number(a.part.length === b.part.length);
      return (2 * sum(pairs(a, b).map(({ i, j, overlap }) => overlap * Math.min(weight(a.scores[i]), weight(b.scores[j]))))) / total;
    },
  },
]);

/** Scores are at least 0, as a model's are. */
function weight(score: number | undefined): number {
  return Math.max(0, score ?? 0);
}

/** Each detection is in one pair at most. */
function pairs(a: InstancesPrediction, b: InstancesPrediction) {
  const all = [...a.part].flatMap((part, i) =>
    [...b.part].flatMap((other, j) => {
      const overlap = a.parts[part] === b.parts[other] ? boxOverlap(a.boxes, i, b.boxes, j) : 0;
      return overlap > 0 ? [{ i, j, overlap }] : [];
    }),
  );
  const [left, right] = [new Set<number>(), new Set<number>()];
  return all
    .sort((p, q) => q.overlap - p.overlap || p.i - q.i || p.j - q.j)
    .filter(({ i, j }) => {
      if (left.has(i) || right.has(j)) return false;
      left.add(i);
      right.add(j);
      return true;
    });
}

/** Intersection over union of two boxes in columns of x, y, width, height; two equal boxes without area overlap wholly. */
function boxOverlap(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const [[ax, ay, aw, ah], [bx, by, bw, bh]] = [boxAt(a, i), boxAt(b, j)];
  if (ax === bx && ay === by && aw === bw && ah === bh) return 1;
  const across = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
  const down = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  const both = Math.max(0, across) * Math.max(0, down);
  return both === 0 ? 0 : both / (aw * ah + bw * bh - both);
}
