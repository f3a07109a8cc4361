/** Tiers: separate sets of limits in one file, of which one is chosen. */

import type { Criterion, TieredCriterion } from '../contracts/criteria.ts';
import { shorten } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { doubled, type PathProblem, type Placed } from './problem.ts';

/** @param tiers empty where the file declares none */
export function checkChoice(tiers: readonly string[], chosen: string | undefined): PathProblem[] {
  const problems = doubled(tiers.map((value, index) => ({ path: ['tiers', index], value })));
  const expected = tiers.join(', ');
  if (chosen === undefined) {
    if (tiers.length > 0) problems.push({ code: 'EV2011', path: ['tiers'], message: `no tier is chosen of ${expected}`, expected });
  } else if (tiers.length === 0) {
    problems.push({ code: 'EV2012', path: [], message: `the tier "${shorten(chosen, 60)}" is chosen, and the criteria have no tiers`, got: chosen });
  } else if (!tiers.includes(chosen)) {
    const message = `the tier "${shorten(chosen, 60)}" is chosen, and no tier has that name${nearestText(chosen, tiers)}`;
    problems.push({ code: 'EV2012', path: ['tiers'], message, got: chosen, expected });
  }
  return problems;
}

/** Tiers that a criterion names and the file does not declare. */
export function checkTierNames({ path, value: criterion }: Placed<TieredCriterion>, tiers: readonly string[]): PathProblem[] {
  return (['limit', 'at_least', 'at_most', 'missing'] as const).flatMap((key) => {
    const named = perTier(criterion[key]).flatMap(({ tier }) => (tier === undefined || tiers.includes(tier) ? [] : [tier]));
    return named.map((tier): PathProblem => {
      const message = `criterion "${criterion.id}": no tier is named "${shorten(tier, 60)}"${nearestText(tier, tiers)}`;
      return { code: 'EV2012', path: [...path, key, tier], message, got: tier, expected: tiers.join(', ') || 'one value: there are no tiers' };
    });
  });
}

/** The criteria of one tier, each with its one limit. One that has no limit for the tier is not among them. */
export function criteriaOf(criteria: readonly TieredCriterion[], tier: string | undefined): Criterion[] {
  return criteria.flatMap((criterion) => {
    const { limit: limits, at_least, at_most, missing, ...common } = criterion;
    const limit = valueFor(limits, tier);
    if (limit === undefined) return [];
    const [least, most] = [valueFor(at_least, tier), valueFor(at_most, tier)];
    const tooGood = { ...(least !== undefined && { at_least: least }), ...(most !== undefined && { at_most: most }) };
    // A tier that `missing` says nothing about has the default: no evidence is no pass.
    return [{ ...common, limit, ...tooGood, missing: valueFor(missing, tier) ?? 'block' }];
  });
}

type PerTier<T> = T | { readonly [tier: string]: T };

/** The one value for all tiers (tier undefined), or the value of each; nothing for a key that is left out. */
export function perTier<T extends string | number>(value: PerTier<T> | undefined): { tier: string | undefined; value: T }[] {
  if (value === undefined) return [];
  if (typeof value !== 'object') return [{ tier: undefined, value }];
  return Object.entries(value).map(([tier, own]) => ({ tier, value: own }));
}

function valueFor<T extends string | number>(value: PerTier<T> | undefined, tier: string | undefined): T | undefined {
  return perTier(value).find((own) => own.tier === undefined || own.tier === tier)?.value;
}
