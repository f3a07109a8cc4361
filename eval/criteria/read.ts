/** Reads the criteria and the sanity policy, and tells everything that is wrong with a file at once. */

import type * as z from 'zod';
import { type CriteriaFile, type Criterion, criteriaFile, type SanityRule, sanityFile, tieredCriterion } from '../contracts/criteria.ts';
import { InputError, type Problem, shorten } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { byPosition, checkYaml, parseYaml, type YamlCodes, type YamlFile } from '../io/yaml.ts';
import { sanityCheckNames } from '../sanity/table.ts';
import { checkCriteria, type PlacedCriterion } from './check.ts';
import { withStandIns } from './malformed.ts';
import type { Metrics } from './metrics.ts';
import type { PathProblem } from './problem.ts';
import { reuseProblems, withReuse } from './reuse.ts';
import { criteriaOf } from './tiers.ts';

export const criteriaYaml = { syntax: 'EV2001', shape: 'EV2002' } as const satisfies YamlCodes;

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
    const measure = withStandIns(criteriaFile.shape.measure, member(raw, 'measure'), { statistics: anyStatistics });
    const tiers = criteriaFile.shape.tiers.safeParse(member(raw, 'tiers'));
    const parts = { criteria: placed(member(raw, 'criteria')), measure, tiers: tiers.success ? (tiers.data ?? []) : undefined };
    const taken = member(raw, 'reuse') === undefined ? [] : reuseProblems(parts.criteria, measure?.value.external_metrics ?? []);
    return [...checkCriteria(parts, metrics, tier), ...taken, ...unknownChecks(member(raw, 'sanity'))];
  });
  const criteria = criteriaOf(file.criteria, tier);
  if (criteria.length === 0) {
    throw new InputError({ code: 'EV2013', location: positionOf(['criteria']), message: `no criterion has a limit for the tier "${tier}"` });
  }
  return withReuse({ ...file, criteria }, file.reuse);
}

/** @throws InputError EV2001, EV2002, EV2010, with every mistake of the file */
export function readSanity(source: Source): Readonly<Record<string, SanityRule>> {
  const { value } = readChecked(source, sanityFile, (raw) => {
    const rules = member(raw, 'sanity');
    return [...unknownChecks(rules), ...missingChecks(rules)];
  });
  return value.sanity;
}

/** All kinds of mistake, of the text, of form and of sense, in the order of the file: `problemsOf` looks at whatever is well-formed. */
function readChecked<T>(source: Source, schema: z.ZodType<T>, problemsOf: (raw: unknown) => readonly PathProblem[]): YamlFile<T> {
  const parsed = parseYaml(source.text, source.location, criteriaYaml.syntax);
  if (parsed.value === undefined) throw new InputError(parsed.problems);
  const { positionOf, textOf } = parsed;
  const file = checkYaml(parsed, schema, criteriaYaml.shape);
  const located = problemsOf(parsed.value).map(({ path, ...problem }) => ({ ...problem, location: positionOf(path) }));
  const problems: Problem[] = [...parsed.problems, ...(file.ok ? [] : file.problems), ...located];
  if (!file.ok || problems.length > 0) throw new InputError(problems.toSorted(byPosition));
  return { value: file.value, positionOf, textOf };
}

const anyStatistics = { resamples: 100, seed: 0, level: 0.95, minimum_groups: 2 };
const anyCriterion = { id: 'any', metric: 'any', where: { corpus: 'any' }, of: 'candidate', limit: 0, minimum_n: 1 };

function placed(criteria: unknown): PlacedCriterion[] {
  if (!Array.isArray(criteria)) return [];
  return criteria.flatMap((item, index) => {
    const read = withStandIns(tieredCriterion, item, anyCriterion);
    return read === undefined ? [] : [{ path: ['criteria', index], ...read }];
  });
}

function unknownChecks(rules: unknown): PathProblem[] {
  const unknown = Object.keys(Object(rules)).filter((check) => !sanityCheckNames.includes(check));
  return unknown.map((check) => {
    const message = `no sanity check is named "${shorten(check, 60)}"${nearestText(check, sanityCheckNames)}`;
    return { code: 'EV2010', path: ['sanity', check], message, got: check, expected: sanityCheckNames.join(', ') };
  });
}

function missingChecks(rules: unknown): PathProblem[] {
  const missing = sanityCheckNames.filter((check) => member(rules, check) === undefined);
  if (missing.length === 0) return [];
  const message = missing.length === 1 ? `the check ${missing[0]} has no rule` : `these checks have no rule: ${missing.join(', ')}`;
  return [{ code: 'EV2010', path: ['sanity'], message }];
}

/** A member of what may or may not be a map. */
function member(value: unknown, key: string): unknown {
  return Object.hasOwn(Object(value), key) ? Object(value)[key] : undefined;
}
