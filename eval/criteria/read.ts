/** Reads the criteria and the sanity policy, and tells everything that is wrong with a file at once. */

import { z } from 'zod';
import type { CriteriaFile, Criterion, SanityRule, TieredCriterion } from '../contracts/criteria.ts';
import { criteriaFile, sanityFile, tieredCriterion } from '../contracts/criteria.ts';
import type { Problem } from '../errors/errors.ts';
import { InputError, shorten } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { YamlFile } from '../io/yaml.ts';
import { readYaml } from '../io/yaml.ts';
import { sanityCheckNames } from '../sanity/table.ts';
import { checkCriteria } from './check.ts';
import type { Fault, Placed } from './fault.ts';
import type { Metrics } from './metrics.ts';
import { criteriaOf } from './tiers.ts';

/** A text as a person wrote it, and the name of its file in messages. */
export interface Source {
  readonly text: string;
  readonly location: string;
}

/** A criteria file whose criteria are those of one tier. */
export interface ChosenCriteria extends Omit<CriteriaFile, 'criteria' | 'tiers'> {
  readonly criteria: Criterion[];
}

/**
 * @param tier the chosen one; undefined where the criteria have none
 * @throws InputError EV2001 to EV2018, with every mistake of the file
 */
export function readCriteria(source: Source, tier: string | undefined, metrics: Metrics): ChosenCriteria {
  const { value: file, positionOf } = readChecked(source, criteriaFile, (raw) => {
    const measure = criteriaFile.shape.measure.safeParse(member(raw, 'measure')).data;
    const tiers = criteriaFile.shape.tiers.safeParse(member(raw, 'tiers'));
    const parts = { criteria: wellFormed(member(raw, 'criteria')), measure, tiers: tiers.success ? (tiers.data ?? []) : undefined };
    return [...checkCriteria(parts, metrics, tier), ...unknownChecks(member(raw, 'sanity'))];
  });
  const criteria = criteriaOf(file.criteria, tier);
  if (criteria.length === 0) {
    throw new InputError({ code: 'EV2013', location: positionOf(['criteria']), message: `no criterion has a limit for the tier "${tier}"` });
  }
  return { ...file, criteria };
}

/** @throws InputError EV2001, EV2002, EV2010, with every mistake of the file */
export function readSanity(source: Source): Readonly<Record<string, SanityRule>> {
  const { value } = readChecked(source, sanityFile, (raw) => {
    const rules = member(raw, 'sanity');
    return [...unknownChecks(rules), ...missingChecks(rules)];
  });
  return value.sanity;
}

/** Both kinds of mistake, of form and of sense, in the order of the file: `faultsOf` looks at whatever is well-formed. */
function readChecked<T>(source: Source, schema: z.ZodType<T>, faultsOf: (raw: unknown) => readonly Fault[]): YamlFile<T> {
  const codes = { syntax: 'EV2001', shape: 'EV2002' } as const;
  const raw = readYaml(source.text, source.location, z.unknown(), codes);
  const problems: Problem[] = faultsOf(raw.value).map(({ path, ...fault }) => ({ ...fault, location: raw.positionOf(path) }));
  let file: YamlFile<T> | undefined;
  try {
    file = readYaml(source.text, source.location, schema, codes);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.unshift(...error.problems);
  }
  if (file === undefined || problems.length > 0) throw new InputError(problems.toSorted(byLine));
  return file;
}

function wellFormed(criteria: unknown): Placed<TieredCriterion>[] {
  if (!Array.isArray(criteria)) return [];
  return criteria.flatMap((item, index) => {
    const read = tieredCriterion.safeParse(item);
    return read.success ? [{ path: ['criteria', index], value: read.data }] : [];
  });
}

function unknownChecks(rules: unknown): Fault[] {
  const unknown = Object.keys(Object(rules)).filter((check) => !sanityCheckNames.includes(check));
  return unknown.map((check) => {
    const message = `no sanity check is named "${shorten(check, 60)}"${nearestText(check, sanityCheckNames)}`;
    return { code: 'EV2010', path: ['sanity', check], message, got: check, expected: sanityCheckNames.join(', ') };
  });
}

function missingChecks(rules: unknown): Fault[] {
  const missing = sanityCheckNames.filter((check) => member(rules, check) === undefined);
  return missing.map((check) => ({ code: 'EV2010', path: ['sanity'], message: `the check ${check} has no rule` }));
}

/** A member of what may or may not be a map. */
function member(value: unknown, key: string): unknown {
  return Object.hasOwn(Object(value), key) ? Object(value)[key] : undefined;
}

/** Places are `file:line:column` of one file. */
function byLine(a: Problem, b: Problem): number {
  const [lineA = 0, columnA = 0] = a.location.split(':').slice(-2).map(Number);
  const [lineB = 0, columnB = 0] = b.location.split(':').slice(-2).map(Number);
  return lineA - lineB || columnA - columnB;
}
