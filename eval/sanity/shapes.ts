/** One shape on pictures of many sizes: everything, nothing, or a box in shares of the picture. */
import type { MaskGeometry, SampleRow } from '../contracts/samples.ts';

export interface Placed {
  readonly id: string;
  /** Height and width of the picture. */
  readonly size: readonly [number, number];
  readonly shape: MaskGeometry;
}

/** What a backend drew, or what is true, of samples with masks; a correct rejection is no shape. */
export function shapesOf(rows: readonly SampleRow[], whose: 'truth' | 'prediction'): Placed[] {
  return rows.flatMap(({ id, outcome, geometry }) => {
    const shape = geometry?.[whose];
    return geometry === undefined || shape === undefined || shape === null || outcome === 'correct_rejection'
      ? []
      : [{ id, size: geometry.size, shape }];
  });
}

/** So many samples are held against all others: more than half of one shape are met by one of them, whatever their order. */
const compared = 64;

/** Ids of the most frequent shape, of those that stand on pictures of several sizes; on pictures of one size equal content tells it. */
export function mostFrequentShape(placed: readonly Placed[]): readonly string[] {
  if (new Set(placed.map(({ size }) => size.join())).size < 2) return [];
  const step = Math.max(1, Math.floor(placed.length / compared));
  let most: readonly Placed[] = [];
  for (let i = 0; i < placed.length; i += step) {
    const same = placed.filter((other) => isSame(placed[i] as Placed, other));
    if (same.length > most.length && new Set(same.map(({ size }) => size.join())).size > 1) most = same;
  }
  return most.map(({ id }) => id);
}

/** Edges within a pixel of either picture, area within what that makes. On pictures of one size nothing but equality is the same. */
function isSame(a: Placed, b: Placed): boolean {
  const [heightA, widthA] = a.size;
  const [heightB, widthB] = b.size;
  const [boxA, boxB] = [a.shape.box, b.shape.box];
  if (boxA === null || boxB === null) return boxA === boxB;
  if (heightA === heightB && widthA === widthB) return boxA.every((edge, i) => edge === boxB[i]) && a.shape.area === b.shape.area;
  const [alongX, alongY] = [1 / widthA + 1 / widthB, 1 / heightA + 1 / heightB];
  // A box that is the whole picture says nothing of what is in it.
  if ([a, b].some(({ size, shape }) => shape.box?.[2] === size[1] && shape.box[3] === size[0] && shape.area < size[0] * size[1])) return false;
  const near = (first: number, second: number, tolerance: number): boolean => Math.abs(first - second) <= tolerance;
  const [xA, yA, wA, hA] = boxA;
  const [xB, yB, wB, hB] = boxB;
  return (
    near(xA / widthA, xB / widthB, alongX) &&
    near((xA + wA) / widthA, (xB + wB) / widthB, alongX) &&
    near(yA / heightA, yB / heightB, alongY) &&
    near((yA + hA) / heightA, (yB + hB) / heightB, alongY) &&
    near(a.shape.area / (heightA * widthA), b.shape.area / (heightB * widthB), alongX + alongY)
  );
}
