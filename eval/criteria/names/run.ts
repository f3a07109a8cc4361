/** Do criteria name what their evaluation has? Answered from summaries alone, so that a misspelt name costs no inference. */

import { partsFor } from '../../annotations/metric.ts';
import type { Corpus } from '../../contracts/corpus.ts';
import type { MeasurementFile, PolicyFile } from '../../contracts/criteria.ts';
import { InputError } from '../../errors/errors.ts';
import { byPosition, parseYaml } from '../../io/yaml.ts';
import { type KnownNames, unknownNames } from '../../table/names.ts';
import { declaredMetrics, type Metrics, withDeclared } from '../metrics.ts';
import type { Source } from '../read.ts';

export interface NamesInput {
  /** What was read into policy and measure: it says where each criterion stands. */
  readonly criteria: Source;
  readonly policy: Pick<PolicyFile, 'criteria'>;
  readonly measure: Pick<MeasurementFile, 'measure'>;
  /** By the evaluation's names. */
  readonly corpora: ReadonlyMap<string, Pick<Corpus, 'dimensions' | 'parts'>>;
  /** Names of corpora that the evaluation has and this build does not: what criteria name there is not looked at. */
  readonly leftOut?: readonly string[];
  /** The evaluation's names of external metrics. */
  readonly external: readonly string[];
  readonly hasBaseline: boolean;
  readonly metrics: Metrics;
}

/** @throws InputError EV5302 to EV5304 with file, line and column of each criterion that names what the evaluation does not have */
export function run({ criteria, policy, measure, corpora, leftOut = [], external, hasBaseline, metrics }: NamesInput): void {
  const { definitionOf } = withDeclared(metrics, declaredMetrics(metrics, measure.measure));
  const partSets: KnownNames['partSets'] = (corpus) => corpora.get(corpus)?.parts ?? {};
  const known: KnownNames = {
    definitions: { has: (metric) => definitionOf(metric) !== undefined, keys: () => metrics.known },
    dimensions: new Map([
      ...[...corpora].map(([name, { dimensions }]) => [name, dimensions] as const),
      ...external.map((name) => [name, {}] as const),
    ]),
    baseline: hasBaseline ? {} : null,
    partSets,
    partsOf: (corpus, metric) => {
      const definition = definitionOf(metric);
      return definition === undefined ? [] : partsFor(definition, partSets(corpus));
    },
  };
  const locationOf = locations(criteria);
  const measured = policy.criteria.filter(({ where }) => !leftOut.includes(where.corpus));
  const problems = measured.flatMap((criterion) =>
    unknownNames(criterion, known).map((problem) => ({
      ...problem,
      location: locationOf(criterion.id),
      message: `criterion "${criterion.id}": ${problem.message}`,
    })),
  );
  if (problems.length > 0) throw new InputError(problems.toSorted(byPosition));
}

/** Where the `where` of a criterion stands. */
function locations({ text, location }: Source): (id: string) => string {
  const { value, positionOf } = parseYaml(text, location, 'EV2001');
  const written = (value as { criteria?: readonly { id?: unknown }[] } | undefined)?.criteria ?? [];
  return (id) => positionOf(['criteria', written.findIndex((one) => one?.id === id), 'where']);
}
