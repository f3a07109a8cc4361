import { Problems } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import { byText } from '../../io/order.ts';
import { area, canonicalText, fromText, intersectionArea, maskDigest, type Runs } from '../../masks/runs.ts';
import type { Annotation } from '../annotation.ts';
import { isCopy } from './copies.ts';
import { metrics } from './metrics.ts';
import { regionParity } from './parity.ts';
import { partsOf } from './parts.ts';
import type { RegionsPrediction, RegionsTruth } from './schema.ts';
import type { PredictedRole, SeenRegion } from './seen.ts';

interface Labelled {
  readonly name: string;
  readonly role: PredictedRole;
  readonly mask: Runs;
}

type Shape = {
  truth: RegionsTruth;
  prediction: RegionsPrediction;
  imported: Pick<RegionsPrediction, 'regions'>;
  observed: readonly SeenRegion[];
};

/**
 * Only regions with truth are compared; what else was predicted counts for the digest alone. Masks of another grid than the
 * truth's are refused: to resample is a step of the backend.
 */
export const regions: Annotation<Shape> = {
  kind: 'regions',
  importedKey: 'regions',
  metrics: [...metrics, ...regionParity],
  partsOf,

  predictionOf({ regions: given }, _sample, location) {
    const masks = Object.entries(given);
    return { kind: 'regions', regions: Object.fromEntries(masks.map(([name, mask]) => [name, canonicalText(mask, `${location} (${name})`)])) };
  },

  digest(truth, location) {
    const all = Object.entries(truth.regions).sort(([a], [b]) => byText(a, b));
    return digestOf(all.map(([region, { role, mask }]) => ({ region, role, mask: maskDigest(fromText(mask, location)) })));
  },

  blankOf: (truth, location) =>
    Object.entries(truth.regions).flatMap(([name, { mask }]) => (area(fromText(mask, `${location} (${name})`)) === 0 ? [name] : [])),

  compare(truth, prediction, location) {
    const { labelled, surrounds } = read(truth, location);
    if (prediction === null) {
      return { outcome: 'scored', observed: labelled.map((region) => seen(region, undefined, surrounds)), prediction: null };
    }
    const predicted = new Map(
      Object.entries(prediction.regions).map(([name, mask]) => [name, fromText(mask, `${location} (prediction, ${name})`)] as const),
    );
    checkGrids(labelled, predicted, location);
    const observed = labelled.map((region) => seen(region, predicted.get(region.name), surrounds));
    return {
      outcome: observed.every((region) => region.truth === 0 && region.prediction === 0) ? 'correct_rejection' : 'scored',
      observed,
      prediction: digestOf(Object.fromEntries([...predicted].map(([name, mask]) => [name, maskDigest(mask)]))),
      copied: areCopied(labelled, predicted),
    };
  },
};

function seen({ name, role, mask }: Labelled, own: Runs | undefined, surrounds: ReadonlyMap<string, Runs>): SeenRegion {
  const truth = area(mask);
  const base = { name, role, truth, surrounds: [...surrounds.keys()] };
  if (own === undefined) return { ...base, prediction: undefined, intersection: 0, within: new Map() };
  const within = new Map([...surrounds].map(([surround, where]) => [surround, intersectionArea(own, where)]));
  return { ...base, prediction: area(own), intersection: intersectionArea(mask, own), within };
}

/** Labelled regions in text order of their names. */
function read(truth: RegionsTruth, location: string) {
  const labelled: Labelled[] = [];
  const surrounds = new Map<string, Runs>();
  for (const name of Object.keys(truth.regions).sort()) {
    const { role, mask: text } = truth.regions[name] as RegionsTruth['regions'][string];
    const mask = fromText(text, `${location} (truth, ${name})`);
    if (role === 'surround') surrounds.set(name, mask);
    else labelled.push({ name, role, mask });
  }
  return { labelled, surrounds };
}

/** @throws InputError EV4003 naming every region of another size */
function checkGrids(labelled: readonly Labelled[], predicted: ReadonlyMap<string, Runs>, location: string): void {
  const problems = new Problems();
  for (const { name, mask } of labelled) {
    const own = predicted.get(name);
    if (own === undefined || (own.height === mask.height && own.width === mask.width)) continue;
    problems.add({
      code: 'EV4003',
      location,
      message: `the predicted ${name} is on another grid than the true one`,
      got: `${own.height} x ${own.width}`,
      expected: `${mask.height} x ${mask.width} (height x width)`,
      cure: 'Declare one grid for the corpus and for its backends.',
    });
  }
  problems.check();
}

/** A model does not draw two regions exactly as an annotator did. Where only one is labelled, that one tells. */
function areCopied(labelled: readonly Labelled[], predicted: ReadonlyMap<string, Runs>): boolean {
  const drawn = labelled.filter(({ mask }) => area(mask) > 0);
  const copies = drawn.filter(({ name, mask }) => {
    const own = predicted.get(name);
    return own !== undefined && isCopy(own, mask);
  });
  return copies.length >= Math.min(2, Math.max(1, drawn.length));
}
