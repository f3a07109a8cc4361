import type { Truth } from '../../contracts/corpus.ts';
import { Problems } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import type { Runs } from '../../masks/runs.ts';
import { area, fromText, intersectionArea, maskDigest } from '../../masks/runs.ts';
import type { Comparer } from '../comparison.ts';
import { isCopy } from './copies.ts';
import type { Region } from './counts.ts';
import { countKey } from './counts.ts';

type RegionsTruth = Extract<Truth, { kind: 'regions' }>;

interface Labelled {
  readonly region: Region;
  readonly mask: Runs;
}

/**
 * Only regions with truth are compared; what else was predicted counts for the digest alone. Masks of another grid than the
 * truth's are refused: to resample is a step of the backend.
 */
export const regionsComparer: Comparer<'regions'> = {
  compare(truth, prediction, location) {
    const { labelled, surrounds, digest } = read(truth, location);
    const predicted = new Map(
      Object.entries(prediction.regions).map(([name, mask]) => [name, fromText(mask, `${location} (prediction, ${name})`)] as const),
    );
    checkGrids(labelled, predicted, location);
    const counts = new Map<string, number>();
    for (const { region, mask } of labelled) {
      counts.set(countKey(region, 'truth'), area(mask));
      const own = predicted.get(region.name);
      if (own === undefined) continue;
      counts.set(countKey(region, 'prediction'), area(own));
      counts.set(countKey(region, 'intersection'), intersectionArea(mask, own));
      for (const [name, surround] of surrounds) counts.set(countKey(region, `in.${name}`), intersectionArea(own, surround));
    }
    const nothing = labelled.every(({ region, mask }) => area(mask) === 0 && counts.get(countKey(region, 'prediction')) === 0);
    return {
      outcome: nothing ? 'correct_rejection' : 'scored',
      counts: Object.fromEntries(counts),
      truth: digest,
      prediction: digestOfMasks(predicted),
      copied: areCopied(labelled, predicted),
    };
  },

  compareFailed(truth, location) {
    const { labelled, digest } = read(truth, location);
    const counts = labelled.map(({ region, mask }) => [countKey(region, 'truth'), area(mask)]);
    return { outcome: 'scored', counts: Object.fromEntries(counts), truth: digest, prediction: null };
  },
};

function read(truth: RegionsTruth, location: string) {
  const labelled: Labelled[] = [];
  const surrounds = new Map<string, Runs>();
  const all = new Map<string, Runs>();
  for (const [name, { role, mask: text }] of Object.entries(truth.regions)) {
    const mask = fromText(text, `${location} (truth, ${name})`);
    all.set(name, mask);
    if (role === 'surround') surrounds.set(name, mask);
    else labelled.push({ region: { role, name }, mask });
  }
  return { labelled, surrounds, digest: digestOfMasks(all) };
}

/** @throws InputError EV5106 naming every region of another size */
function checkGrids(labelled: readonly Labelled[], predicted: ReadonlyMap<string, Runs>, location: string): void {
  const problems = new Problems();
  for (const { region, mask } of labelled) {
    const own = predicted.get(region.name);
    if (own === undefined || (own.height === mask.height && own.width === mask.width)) continue;
    problems.add({
      code: 'EV5106',
      location,
      message: `the predicted ${region.name} is on another grid than the true one`,
      got: `${own.height} x ${own.width}`,
      expected: `${mask.height} x ${mask.width} (height x width)`,
      cure: 'Declare one grid for the corpus and for its backends.',
    });
  }
  problems.check();
}

function digestOfMasks(masks: ReadonlyMap<string, Runs>): string {
  return digestOf(Object.fromEntries([...masks].map(([name, mask]) => [name, maskDigest(mask)])));
}

/** A model does not draw two regions exactly as an annotator did. Where only one is labelled, that one tells. */
function areCopied(labelled: readonly Labelled[], predicted: ReadonlyMap<string, Runs>): boolean {
  const drawn = labelled.filter(({ mask }) => area(mask) > 0);
  const copies = drawn.filter(({ region, mask }) => {
    const own = predicted.get(region.name);
    return own !== undefined && isCopy(own, mask);
  });
  return copies.length >= Math.min(2, Math.max(1, drawn.length));
}
