/** One shape on pictures of many sizes: everything, nothing, or a template in shares of the picture, in pixels, or in pixels from its middle or edges. */
import type { MaskGeometry } from '../contracts/samples.ts';
import type { Row } from './evaluation.ts';
import { Found } from './found.ts';

export interface Placed {
  readonly row: Row;
  /** Height and width of the picture. */
  readonly size: readonly [number, number];
  readonly shape: MaskGeometry;
}

/** What a backend drew, or what is true, of samples with masks, one by one; a correct rejection is no shape. */
export function* shapesOf(rows: Iterable<Row>, whose: 'truth' | 'prediction'): Generator<Placed> {
  for (const row of rows) {
    const { outcome, geometry } = row;
    const shape = geometry?.[whose] ?? null;
    if (geometry !== undefined && shape !== null && outcome !== 'correct_rejection') yield { row, size: geometry.size, shape };
  }
}

/** So many samples are held against all others: more than half of one shape are met by one of them, whatever their order. */
const compared = 64;

/** Samples with the most frequent shape, of those that stand on pictures of several sizes; on pictures of one size equal content tells it. */
export function mostFrequentShape(rows: Iterable<Row>, whose: 'truth' | 'prediction'): Found {
  const sizes = new Set<string>();
  let placed = 0;
  for (const { size } of shapesOf(rows, whose)) {
    sizes.add(size.join());
    placed++;
  }
  if (sizes.size < 2) return new Found();
  const step = Math.max(1, Math.floor(placed / compared));
  const some: { readonly one: Placed; readonly found: Found; readonly sizes: Set<string> }[] = [];
  let at = 0;
  for (const one of shapesOf(rows, whose)) if (at++ % step === 0) some.push({ one, found: new Found(), sizes: new Set() });
  for (const other of shapesOf(rows, whose)) {
    for (const { one, found, sizes: own } of some) {
      if (!isSame(one, other)) continue;
      found.add(other.row);
      own.add(other.size.join());
    }
  }
  return some.reduce((most, { found, sizes: own }) => (own.size > 1 && found.length > most.length ? found : most), new Found());
}

/** Edges within a pixel of either picture, and as much of the box filled, within what that makes. On pictures of one size nothing but equality is the same. */
function isSame(a: Placed, b: Placed): boolean {
  const [heightA, widthA] = a.size;
  const [heightB, widthB] = b.size;
  const [boxA, boxB] = [a.shape.box, b.shape.box];
  if (boxA === null || boxB === null) return boxA === boxB;
  if (heightA === heightB && widthA === widthB) return boxA.every((edge, i) => edge === boxB[i]) && a.shape.area === b.shape.area;
  // A box that is the whole picture says nothing of what is in it.
  if ([a, b].some(({ size, shape }) => shape.box?.[2] === size[1] && shape.box[3] === size[0] && shape.area < size[0] * size[1])) return false;
  const [xA, yA, wA, hA] = boxA;
  const [xB, yB, wB, hB] = boxB;
  const tolerance = 1 / wA + 1 / wB + 1 / hA + 1 / hB;
  return (
    Math.abs(a.shape.area / (wA * hA) - b.shape.area / (wB * hB)) <= tolerance &&
    isSameAlong([xA, xA + wA, widthA], [xB, xB + wB, widthB]) &&
    isSameAlong([yA, yA + hA, heightA], [yB, yB + hB, heightB])
  );
}

type Extent = readonly [from: number, to: number, side: number];

/** Within a pixel of either: in shares of the side, in pixels from its beginning, from its middle, or from both of its ends. */
function isSameAlong([fromA, toA, sideA]: Extent, [fromB, toB, sideB]: Extent): boolean {
  const near = (first: number, second: number, tolerance = 2): boolean => Math.abs(first - second) <= tolerance;
  const share = 1 / sideA + 1 / sideB;
  const isPlaced = (partOfSide: number, end = partOfSide): boolean =>
    near(fromA - partOfSide * sideA, fromB - partOfSide * sideB) && near(toA - end * sideA, toB - end * sideB);
  return (near(fromA / sideA, fromB / sideB, share) && near(toA / sideA, toB / sideB, share)) || isPlaced(0) || isPlaced(1 / 2) || isPlaced(0, 1);
}
