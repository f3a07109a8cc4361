/** Everything that is wrong with criteria, sanity policies and taxonomies, without running a model. */
import type { LintResult } from '../../contracts/cli_results.ts';
import { criteriaFile } from '../../contracts/criteria.ts';
import type { Metrics } from '../../criteria/metrics.ts';
import { criteriaYaml, readCriteria, readSanity, type Source } from '../../criteria/read.ts';
import { codes } from '../../errors/codes.ts';
import { InputError, type Problem, problemsOf } from '../../errors/errors.ts';
import { readTaxonomy } from '../../import/taxonomy.ts';
import { byPosition, readYaml } from '../../io/yaml.ts';
import { suspicionsOf } from './suspicions.ts';

export type Form = LintResult['files'][number]['form'];

export interface LintedFile extends Source {
  readonly form: Form;
}

export interface LintInput {
  readonly files: readonly LintedFile[];
  /** What is wrong with files that were named and cannot be linted. */
  readonly unreadable?: readonly Problem[];
  /** Warnings of files that were passed over. */
  readonly doubtful?: LintResult['warnings'];
  /** For criteria that have tiers; undefined looks at all of them. */
  readonly tier: string | undefined;
  /** Every metric that can be measured. */
  readonly metrics: Metrics;
}

export function lint({ files, unreadable = [], doubtful = [], tier, metrics }: LintInput): LintResult {
  const found = files.map((file) => {
    if (file.form === 'criteria') return lintCriteria(file, tier, metrics);
    return { problems: problemsOf(() => (file.form === 'sanity' ? readSanity(file) : readTaxonomy(file))), warnings: [] };
  });
  return {
    schemaVersion: 1,
    kind: 'lint',
    files: files.map(({ location, form }) => ({ file: location, form })),
    problems: [...unreadable, ...found.flatMap(({ problems }) => problems)].map((problem) => ({
      ...problem,
      cure: problem.cure ?? codes[problem.code],
    })),
    warnings: [...doubtful, ...found.flatMap(({ warnings }) => warnings.toSorted(byPosition))],
  };
}

function lintCriteria(file: Source, tier: string | undefined, metrics: Metrics): { problems: Problem[]; warnings: LintResult['warnings'] } {
  const declared = tiersOf(file);
  // Criteria without tiers are not touched by the choice, as in a build.
  const chosen = declared.length === 0 ? [undefined] : tier === undefined ? declared : [tier];
  const problems = unique(chosen.flatMap((own) => problemsOf(() => readCriteria(file, own, metrics))));
  if (problems.length > 0) return { problems, warnings: [] };
  const { value, positionOf } = readYaml(file.text, file.location, criteriaFile, criteriaYaml);
  const suspicions = chosen.flatMap((own) => suspicionsOf(value, own, metrics));
  return { problems, warnings: unique(suspicions.map(({ path, ...told }) => ({ ...told, location: positionOf(path) }))) };
}

/** Empty where there are none, or none that can be read. */
function tiersOf({ text, location }: Source): readonly string[] {
  try {
    const { value } = readYaml(text, location, criteriaFile.pick({ tiers: true }).loose(), criteriaYaml);
    return value.tiers ?? [];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** The same mistake shows at every tier. */
function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
