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
