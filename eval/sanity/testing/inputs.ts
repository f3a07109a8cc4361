/** Evaluations of four samples, each with what a sanity check looks for. */
import type { SampleRow } from '../../contracts/samples.ts';
import { sha256 } from '../../io/digest.ts';
import type { TabulateInput } from '../../tabulate/evaluation.ts';
import { corpusOf, identityOf, inputOf, scored, scoresOf, sliceRowOf } from '../../tabulate/testing/build.ts';

export const ids = ['a', 'b', 'c', 'd'];
export const samples = ids.map((id) => sliceRowOf(id));
/** Four samples, four predictions, four values. */
export const healthy = ids.map((id, i) => scored(id, [5 + i, 10, 10]));
export const other = ids.map((id, i) => scored(id, [4 + i, 10, 10]));
export const same = { prediction: sha256('always this one') };

export const plain = inputOf({ samples, candidate: healthy });
export const pair = inputOf({ samples, candidate: healthy, baseline: other });
export const withCandidate = (candidate: readonly SampleRow[]): TabulateInput => inputOf({ samples, candidate });
export const replaced = (rows: readonly SampleRow[], ...replacements: readonly SampleRow[]): SampleRow[] =>
  rows.map((row) => replacements.find(({ id }) => id === row.id) ?? row);

export const second = [sliceRowOf('x'), sliceRowOf('y', { sha256: sha256('a') })];
export const secondRows = [scored('x', [1, 2, 3]), scored('y', [2, 3, 4], { truth: sha256('truth of a') })];

/** A further corpus "flagged" whose sample y shows the picture of heldout's a, with the same truth. */
export function withSecondCorpus(slices = second, rows: readonly SampleRow[] = secondRows): TabulateInput {
  return {
    ...plain,
    corpora: new Map([...plain.corpora, ['flagged', corpusOf('flagged', slices)]]),
    slices: new Map([...plain.slices, ['flagged', slices]]),
    scores: [...plain.scores, scoresOf('candidate', 'flagged', identityOf('new'), rows)],
  };
}

export function withReference(identity: ReturnType<typeof identityOf>, rows: readonly SampleRow[]): TabulateInput {
  return { ...pair, scores: [...pair.scores, scoresOf('reference.third', 'heldout', identity, rows)] };
}

export const training = (images: readonly string[], groups: readonly string[]): TabulateInput => ({
  ...plain,
  training: { schema: 1, images: images.map(sha256), groups: [...groups] },
});

/** Samples whose masks look so; objects of 30 x 30 in pictures of 100 x 100 where nothing else is said. */
export function withGeometry(of: (i: number) => Partial<NonNullable<SampleRow['geometry']>>, overlap?: number): TabulateInput {
  const shape = (i: number) => ({ box: [10 + 9 * i, 10, 30, 30] as const, area: 900, corners: 0 });
  const rows = healthy.map((row, i) => ({
    ...row,
    values: overlap === undefined ? row.values : { ...row.values, mask_iou: overlap },
    geometry: { size: [100, 100] as const, truth: shape(i), prediction: shape(i), traced: null, ...of(i) },
  }));
  return withCandidate(rows);
}

export function withPictures(of: (i: number) => Partial<(typeof samples)[number]>): TabulateInput {
  return inputOf({ samples: ids.map((id, i) => sliceRowOf(id, of(i))), candidate: healthy });
}

/** A gradient with one dark spot, at another place for each picture. @param noise grey values, as of another encoding */
export function lookWith(picture: number, noise = 0): string {
  const values = Array.from({ length: 64 }, (_, i) => (i === 5 + 9 * picture ? 0 : 60 + 2 * i + (i % 2 === 0 ? noise : -noise)));
  return Buffer.from(values).toString('hex');
}

export function ofClips(leaks: readonly string[], clips = 4): TabulateInput {
  const observation = { kind: 'series', predicted: [1, 2], target: [1, 3] } as NonNullable<SampleRow['observation']>;
  const rows = healthy.map((row) => ({ ...row, observation }));
  return inputOf({ samples: ids.map((id, i) => sliceRowOf(id, i < clips ? { leaks: [...leaks] } : {})), candidate: rows });
}

/** Twelve pictures of many sizes, each with two objects of the classes a to d, and detections that find them, but for what is changed. */
export function withDetections(change: (detection: Detection, i: number, picture: Picture) => Detection = (same) => same): TabulateInput {
  const pictures = Array.from({ length: 12 }, (_, i): Picture => ({ height: 240 + 31 * i, width: 300 + 17 * i }));
  const rows = pictures.map((picture, i): SampleRow => {
    const objects = [0, 1].map(
      (k): Detection => ({ part: 'abcd'[(i + k) % 4] as string, score: 0.9 - i / 100 - k / 7, box: objectBox(picture, i, k) }),
    );
    const found = objects.map((one) => change({ ...one, box: one.box.map((edge, at) => edge + 1 + at) }, i, picture));
    const columns = (of: readonly Detection[]) => ({ rows: Uint32Array.from(of.keys()), boxes: Float64Array.from(of.flatMap(({ box }) => box)) });
    const parts = [...new Set([...objects, ...found].map(({ part }) => part))];
    const positions = (of: readonly Detection[]) => Uint32Array.from(of, ({ part }) => parts.indexOf(part));
    const observation = {
      kind: 'instances',
      parts,
      truths: { part: positions(objects) },
      detections: { part: positions(found), scores: found.map(({ score }) => score) },
    } as unknown as NonNullable<SampleRow['observation']>;
    return {
      ...(healthy[0] as SampleRow),
      id: detected[i] as string,
      prediction: sha256(`${i}`),
      truth: sha256(`truth ${i}`),
      observation,
      boxes: { size: [picture.height, picture.width], truths: columns(objects), detections: columns(found) },
    };
  });
  return inputOf({ samples: detected.map((id) => sliceRowOf(id)), candidate: rows });
}

export const detected = Array.from({ length: 12 }, (_, i) => `picture_${String(i).padStart(2, '0')}`);

interface Picture {
  readonly height: number;
  readonly width: number;
}

export interface Detection {
  readonly part: string;
  readonly score: number;
  readonly box: readonly number[];
}

/** Two objects that do not touch and lie off every diagonal of the picture. */
function objectBox({ height, width }: Picture, i: number, k: number): number[] {
  return [(0.5 + 0.01 * i) * width, (0.05 + 0.25 * k + 0.013 * i) * height, (0.2 + 0.015 * i) * width, (0.1 + 0.008 * i) * height];
}
