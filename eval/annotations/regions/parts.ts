/** Names of the parts that numbers of labelled regions are about. */
import type { PartSets } from '../../contracts/common.ts';
import type { RegionRole, RegionsTruth } from './schema.ts';
import { predictedRoles } from './seen.ts';

/** A region and a surrounding: the share of the one that leaks into the other. */
export function leakName(region: string, surround: string): string {
  return `${region} into ${surround}`;
}

/**
 * Sets of parts: `region` is every region that is predicted, and `strong`, `weak` and `whole` are those of one role; `surround` is what
 * nothing must leak into, and `leak` every pair of a region and a surrounding. Names are in text order; a set without a part is left out.
 */
export function partsOf({ regions }: Pick<RegionsTruth, 'regions'>): PartSets {
  return partsByRole(Object.entries(regions).map(([name, { role }]) => [name, role] as const));
}

export function partsByRole(roles: readonly (readonly [name: string, role: RegionRole])[]): PartSets {
  const having = (...wanted: readonly RegionRole[]): string[] => roles.flatMap(([name, role]) => (wanted.includes(role) ? [name] : [])).sort();
  const [region, surround] = [having(...predictedRoles), having('surround')];
  const leak = region.flatMap((name) => surround.map((where) => leakName(name, where)));
  const sets = { region, strong: having('strong'), weak: having('weak'), whole: having('whole'), surround, leak: leak.sort() };
  return Object.fromEntries(Object.entries(sets).filter(([, names]) => names.length > 0));
}
