/** Evaluations of foreground masks, small enough to be read: a picture is a grey square, a mask one rectangle. */
import sharp from 'sharp';
import type { RleText } from '../../eval/contracts/common.ts';
import { polygonsToRuns } from '../../eval/masks/polygons.ts';
import { toText } from '../../eval/masks/runs.ts';
import type { BackendInput, CorpusInput, PipelineInput } from '../../eval/pipeline/run.ts';

/** Pixels along each side of every picture. */
const side = 32;

/** In pixels, right and lower edge exclusive; none: nothing is there. */
export type Rectangle = readonly [left: number, top: number, right: number, bottom: number] | null;

export interface Pot {
  readonly id: string;
  readonly truth: Rectangle;
  readonly kind: string;
  /** What makes its picture differ from others. */
  readonly picture: number;
}

const kinds = ['bowl', 'mug', 'vase'] as const;

/** Pots that differ in place and size. */
export const pots: readonly Pot[] = Array.from({ length: 12 }, (_, i) => ({
  id: `pot_${String(i).padStart(2, '0')}`,
  truth: [2 + (i % 4), 3 + (i % 3), 18 + i, 20 + (i % 5)],
  kind: kinds[i % kinds.length] as string,
  picture: i,
}));

/** A mask that misses some columns on the right of the true one, and, from pot to pot, one row below or none. */
export function cutBy(columns: number): (pot: Pot, i: number) => Rectangle {
  return ({ truth }, i) => truth && [truth[0], truth[1], truth[2] - columns, truth[3] - (i % 2)];
}

export function maskOf(rectangle: Rectangle): RleText {
  const [left, top, right, bottom] = rectangle ?? [0, 0, 0, 0];
  return toText(polygonsToRuns([[left, top, right, top, right, bottom, left, bottom]], side, side));
}

export function lines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export async function corpusOf(samples: readonly Pot[]): Promise<CorpusInput> {
  const files = samples.map(async ({ picture }) => {
    const pixels = Uint8Array.from({ length: side * side }, (_, at) => (7 * picture + at) % 251);
    return [
      `${picture}.png`,
      await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
        .png()
        .toBuffer(),
    ] as const;
  });
  const rows = samples.map(({ id, truth, kind, picture }) => ({ id, image: `${picture}.png`, rle: maskOf(truth), slices: { kind: [kind] } }));
  return { importer: 'image', sources: { manifest: lines(rows) }, images: Object.fromEntries(await Promise.all(files)) };
}

/** @param draw undefined: the backend has no row for the pot; a text: it failed, and says why */
export function backendOf(name: string, samples: readonly Pot[], draw: (pot: Pot, i: number) => Rectangle | undefined | string): BackendInput {
  const rows = samples.flatMap((pot, i) => {
    const drawn = draw(pot, i);
    if (drawn === undefined) return [];
    return [typeof drawn === 'string' ? { id: pot.id, failed: drawn } : { id: pot.id, mask: maskOf(drawn) }];
  });
  return { name, kind: 'predictions', predictions: lines(rows) };
}

const measure = `measure:
  pass: {metric: mask_iou, at: 0.7}
  statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 5}
`;

/** Criteria over what stands in `criteria:`, one a line. */
export function criteriaOf(criteria: readonly string[], rest = '', measuring = measure): string {
  return `schema: 1\nid: pots\nversion: 1\n${measuring}criteria:\n${criteria.map((one) => `  - {${one}}\n`).join('')}${rest}`;
}

export const criteria = {
  floor: 'id: floor, metric: mask_iou, where: {corpus: heldout}, of: candidate, limit: 0.6, minimum_n: 10',
  passes: 'id: passes, metric: pass_rate, where: {corpus: heldout}, of: candidate, limit: 0.8, minimum_n: 10',
  better: 'id: better, metric: mask_iou, where: {corpus: heldout}, of: candidate - baseline, limit: 0.02, minimum_n: 10',
  eachKind: 'id: each_kind, metric: mask_iou, where: {corpus: heldout, each: kind}, of: candidate - baseline, limit: 0, minimum_n: 3',
} as const;

/** An honest evaluation, which ends in go: what each situation changes a part of. */
export async function honest(sanity: string): Promise<PipelineInput> {
  return {
    corpora: { heldout: await corpusOf(pots) },
    backends: { candidate: backendOf('new', pots, cutBy(2)), baseline: backendOf('old', pots, cutBy(5)) },
    criteria: criteriaOf(Object.values(criteria)),
    sanity,
  };
}
