/** service.yaml as its operator wrote it, and what follows from it. */
import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { ScoreTerm, Scoring } from '../contracts/leaderboard.ts';
import type { Where } from '../contracts/metrics.ts';
import { type DeclaredEvaluation, type ServiceFile, serviceFile } from '../contracts/service.ts';
import { InputError, type Problem } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { readText } from '../io/files.ts';
import { readYaml } from '../io/yaml.ts';

/** @throws InputError EV9221 with everything that is wrong, EV5002 for a file that is not there */
export function readConfig(path: string): ServiceFile {
  const { value, positionOf } = readYaml(readText(path), path, serviceFile, { syntax: 'EV9221', shape: 'EV9221' });
  const problems: Problem[] = [];
  const folder = resolve(dirname(path));
  const [models, datasets] = [value.models, value.datasets].map((one) => resolve(folder, one)) as [string, string];
  for (const [key, root] of Object.entries({ models, datasets })) {
    if (!existsSync(root) || !statSync(root).isDirectory())
      problems.push({ code: 'EV9221', location: positionOf([key]), message: 'there is no such folder' });
  }
  for (const [name, evaluation] of Object.entries(value.evaluations)) {
    const at = (...keys: string[]) => positionOf(['evaluations', name, ...keys]);
    const fields = Object.keys(evaluation.fields);
    for (const [term, rule] of Object.entries(evaluation.score)) {
      const field = typeof rule === 'number' ? term : rule.field;
      if (fields.includes(field)) continue;
      problems.push({ code: 'EV9221', location: at('score', term), message: `no field is called ${field}${nearestText(field, fields)}` });
    }
    if (!isLabel(evaluation.criteria) && !existsSync(join(folder, evaluation.criteria))) {
      problems.push({ code: 'EV9221', location: at('criteria'), message: 'there is no such file beside service.yaml' });
    }
    for (const [field, { slice = {} }] of Object.entries(evaluation.fields)) {
      if (Object.keys(slice).length <= 1) continue;
      problems.push({ code: 'EV9221', location: at('fields', field, 'slice'), message: 'expected one dimension' });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return { ...value, models, datasets };
}

export function isLabel(text: string): boolean {
  return text.startsWith('//') || text.startsWith('@');
}

/** Text of an evaluation's own criteria; undefined where it names a label. */
export function criteriaText({ criteria }: DeclaredEvaluation, configPath: string): string | undefined {
  if (isLabel(criteria)) return undefined;
  return readText(isAbsolute(criteria) ? criteria : join(dirname(configPath), criteria));
}

/** Where a field's number stands in a table. */
export function whereOf({ corpus, slice, part }: DeclaredEvaluation['fields'][string]): Where {
  const [named] = Object.entries(slice ?? {});
  const where = { corpus, slice: named === undefined ? null : { dimension: named[0], value: named[1] } };
  return part === undefined ? where : { ...where, part };
}

/** The score of an evaluation, in the terms of its fields. */
export function scoringOf({ fields, score }: DeclaredEvaluation): Scoring {
  const terms = Object.entries(score).map(([name, rule]): ScoreTerm => {
    const { field, weight, zero, one } = typeof rule === 'number' ? { field: name, weight: rule, zero: undefined, one: undefined } : rule;
    const place = fields[field];
    if (place === undefined) throw new Error(`field ${field} was not checked`);
    const scale = zero === undefined || one === undefined ? {} : { scale: { zero, one } };
    return { name, metric: place.metric, where: whereOf(place), weight, ...scale };
  });
  return { terms };
}

/** The share of each term, so that they sum to 1. */
export function sharesOf({ terms }: Scoring): Record<string, number> {
  const sum = terms.reduce((total, { weight }) => total + weight, 0);
  return Object.fromEntries(terms.map(({ name, weight }) => [name, weight / sum]));
}
