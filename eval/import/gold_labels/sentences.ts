/** What a reader of a report must know about labelled regions: how each is scored, what is missing, what the labels contradict. */
import type { RegionRole } from '../../annotations/regions/schema.ts';
import type { LabelledMask } from '../../gold_labels/masks.ts';
import { area, intersectionArea } from '../../masks/runs.ts';

const policies: readonly [role: RegionRole, policy: string][] = [
  ['strong', 'Strong regions were drawn exactly and are scored by IoU, coverage and leakage'],
  ['weak', 'Weak regions were drawn as rough bands; only coverage and leakage are scored, never IoU'],
  ['whole', 'Whole objects are scored by IoU, missed share and leakage'],
  ['surround', 'Surroundings are never predicted; what predictions of other regions have in them is leakage'],
];

/** One sentence for each role that has regions. */
export function policyOf(roles: ReadonlyMap<string, RegionRole>): string[] {
  return policies.flatMap(([role, policy]) => {
    const names = [...roles].filter(([, own]) => own === role).map(([name]) => name);
    return names.length === 0 ? [] : [`${policy}: ${names.join(', ')}.`];
  });
}

type Masks = ReadonlyMap<string, LabelledMask>;

/** Regions that samples lack, labels that overlap their surroundings, and annotated regions that nobody declared. */
export function remarksOn(samples: readonly Masks[], regions: Iterable<string>, undeclared: ReadonlyMap<string, number>): string[] {
  const names = [...regions];
  const missing = names.flatMap((name) => {
    const lacking = samples.filter((masks) => !masks.has(name)).length;
    return lacking === 0 ? [] : [`${name} (${lacking})`];
  });
  const extra = [...undeclared].map(([name, count]) => `${name} (${count})`);
  return [
    ...(missing.length === 0
      ? []
      : [`Not annotated in some of the ${samples.length} samples: ${missing.join(', ')}. Metrics that need them are undefined there.`]),
    ...contradictions(samples, names),
    ...(extra.length === 0 ? [] : [`Annotated, but not declared and so not a part of the corpus: ${extra.join(', ')}.`]),
  ];
}

/** For each surrounding: which regions are drawn over it. A prediction that equals such a label still leaks. */
function contradictions(samples: readonly Masks[], names: readonly string[]): string[] {
  return names.flatMap((surround) => {
    const over = names.flatMap((name) => {
      const shares = samples.flatMap((masks) => shareIn(masks.get(name), masks.get(surround)));
      const overlapping = shares.filter((share) => share > 0);
      if (overlapping.length === 0) return [];
      return [
        `${name} in ${overlapping.length} of ${shares.length} samples, by up to ${(100 * Math.max(...overlapping)).toFixed(1)} % of its pixels`,
      ];
    });
    return over.length === 0 ? [] : [`Labels are drawn over ${surround}, so that a perfect prediction leaks too: ${over.join('; ')}.`];
  });
}

/** Share of a region's label that lies in a surrounding, where a sample has both. */
function shareIn(region: LabelledMask | undefined, surround: LabelledMask | undefined): number[] {
  if (region === undefined || region.role === 'surround' || surround?.role !== 'surround') return [];
  const pixels = area(region.mask);
  return pixels === 0 ? [] : [intersectionArea(region.mask, surround.mask) / pixels];
}
